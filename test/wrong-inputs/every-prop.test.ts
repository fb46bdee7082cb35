import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, Stack } from 'aws-cdk-lib';
import { Rule } from 'aws-cdk-lib/aws-events';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import * as library from 'cdk-on-demand-backup';
import { define, newStack, TABLE_ARN } from '../util/template';

type TypeReference = {
  readonly primitive?: string;
  readonly fqn?: string;
  readonly collection?: { readonly kind: 'array' | 'map'; readonly elementtype: TypeReference };
};
interface Value { readonly name: string; readonly type: TypeReference; readonly optional?: boolean; readonly variadic?: boolean }
interface Method { readonly name?: string; readonly static?: boolean; readonly parameters?: Value[] }
interface AssemblyType {
  readonly name: string;
  readonly kind: string;
  readonly datatype?: boolean;
  readonly properties?: Value[];
  readonly interfaces?: string[];
  readonly methods?: Method[];
  readonly initializer?: Method;
}

const ASSEMBLY = JSON.parse(readFileSync(join(__dirname, '../../.jsii'), 'utf8')) as { readonly types: Readonly<Record<string, AssemblyType>> };
const TYPES = Object.values(ASSEMBLY.types);
const PACKAGE = 'cdk-on-demand-backup';

class Mine {
  public readonly value = 1;
}

/** Values of another type than any of ours, by what they are. */
const WRONG: readonly (readonly [name: string, value: unknown, isOf: (type: TypeReference) => boolean])[] = [
  ['a number', 7, ({ primitive }) => primitive === 'number'],
  ['a string', 'wrong', ({ primitive }) => primitive === 'string'],
  ['a boolean', true, ({ primitive }) => primitive === 'boolean'],
  ['null', null, () => false],
  ['a list', [new Mine()], () => false],
  ['a list of lists', [[]], () => false],
  ['an instance of another class', new Mine(), () => false],
  ['an object', { wrong: {} }, ({ fqn, collection }) => collection !== undefined || isStruct(fqn)], // a map checks its values by the rules of the request
  ['a class', Mine, () => false],
  ['a function', () => new Mine(), () => false],
  ['a symbol', Symbol('wrong'), () => false],
];

function isStruct(fqn: string | undefined): boolean {
  return fqn === 'aws-cdk-lib.aws_events.EventPattern' || ASSEMBLY.types[fqn ?? '']?.datatype === true;
}

const daily = ScheduleExpression.rate(Duration.days(1));

/** What a user gives props of a type to. */
const USERS: Readonly<Record<string, (props: never, stack: Stack) => unknown>> = {
  OnDemandBackupProps: (props: object, stack) => define(stack, 'Backup', props),
  BackupJobProps: (props: object, stack) => define(stack, 'Backup', props),
  BackupWaitProps: (props: object, stack) => define(stack, 'Backup', props),
  OnDemandBackupOptions: (props: object, stack) => define(stack, 'Backup', props),
  CliInputProps: (props: object, stack) => library.OnDemandBackup.fromCliInputObject(stack, 'Backup', { ResourceArn: TABLE_ARN }, props),
  BackupSettings: (settings: object, stack) => library.OnDemandBackup.configure(stack, settings),
  BackupProtectionProps: (props: object) => new library.BackupProtection(props),
  OnDeployOptions: (options: object) => library.BackupTrigger.onDeploy(options),
  BeforeChangeOptions: (options: object) => library.BackupTrigger.beforeChange(options),
  OnDeleteOptions: (options: object) => library.BackupTrigger.onDelete(options),
  OnScheduleOptions: (options: object) => library.BackupTrigger.onSchedule(daily, options),
  OnEventOptions: (options: object) => library.BackupTrigger.onEvent({ source: ['shop'] }, options),
  BackupRuleTargetProps: (props: object, stack) => new library.BackupRuleTarget(define(stack, 'Backup'), props),
  BackupScheduleTargetProps: (props: object, stack) => new library.BackupScheduleTarget(define(stack, 'Backup'), props),
  BackupTriggerConfig: (config: object, stack) => define(stack, 'Backup', { triggers: [{ bind: () => config }] }),
};

/** Of whose props nobody gives any: they are results. */
const RESULTS = ['ProtectionReportEntry'];

const STRUCTS = TYPES.filter(({ datatype, name }) => datatype && !RESULTS.includes(name));

/** The props of a struct and of those that it extends. */
function propsOf({ properties = [], interfaces = [] }: AssemblyType): Value[] {
  return [...properties, ...interfaces.flatMap((fqn) => ASSEMBLY.types[fqn] === undefined ? [] : propsOf(ASSEMBLY.types[fqn]))];
}

function errorOf(act: () => unknown): Error | undefined {
  try {
    act();
  } catch (error) {
    return error as Error;
  }
  return undefined;
}

/** What is not right about the errors for all wrong values of one prop or parameter. */
function flawsOf({ name, type }: Value, use: (value: unknown) => unknown): string[] {
  return WRONG.filter(([, , isOf]) => !isOf(type)).flatMap(([what, value]) => {
    const error = errorOf(() => use(value));
    if (error === undefined) { return [`${what} is silent`]; }
    return error.name === 'Error' && new RegExp(`\`(${name}|triggers|pattern)\\b`).test(error.message) ? [] : [`${what}: ${error.name} ${error.message}`];
  });
}

test('each struct has its user here', () => {
  expect(Object.keys(USERS).sort()).toEqual(STRUCTS.map(({ name }) => name).sort());
});

describe('each value of the wrong type is an error that names the prop', () => {
  const props = STRUCTS.flatMap((struct) => propsOf(struct).map((prop) => [struct.name, prop.name, prop] as const));

  test.each(props)('%s.%s', (struct, name, prop) => {
    expect(flawsOf(prop, (value) => USERS[struct]({ [name]: value } as never, newStack()))).toEqual([]);
  });
});

describe('each argument of the wrong type is an error that names it', () => {
  /** What CDK calls, and what is given by users of their own triggers to their own code. */
  const CALLED_BY_OTHERS = ['BackupProtection.visit', 'BackupScheduleTarget.bind', 'IBackupTrigger.bind', 'IOnDemandBackup.executionInput', 'IOnDemandBackup.grantStart'];
  const methods = TYPES
    .flatMap(({ name, initializer, methods: named = [] }) => [...initializer ? [initializer] : [], ...named].map((each) => [name, each] as const))
    .filter(([type, { name, parameters = [] }]) => parameters.length > 0 && !CALLED_BY_OTHERS.includes(`${type}.${name}`));
  const parameters = methods.flatMap(([type, method]) => (method.parameters ?? []).map((parameter, index) => [type, method.name ?? 'new', parameter.name, method, index] as const));

  test.each(parameters)('%s.%s, %s', (type, name, _parameter, method, index) => {
    const parameter = (method.parameters ?? [])[index];
    expect(flawsOf(parameter.variadic ? { ...parameter, name: 'scopes' } : parameter, (value) => {
      const stack = newStack();
      const args = (method.parameters ?? []).map((each, position) => position === index ? value : rightValue(type, name, each, stack));
      return call(type, method, args, stack);
    })).toEqual([]);
  });

  function call(type: string, { name, static: isStatic }: Method, args: unknown[], stack: Stack): unknown {
    const owner = (library as unknown as Record<string, Record<string, (...values: unknown[]) => unknown>>)[type];
    if (name === undefined) { return Reflect.construct(owner as unknown as () => unknown, args); }
    if (isStatic) { return owner[name](...args); }
    const backup = define(stack, 'Instance') as unknown as Record<string, (...values: unknown[]) => unknown>;
    return type === 'RecoveryHandle' ? (backup.recoveryHandle as unknown as typeof backup)[name](...args) : backup[name](...args);
  }

  function rightValue(type: string, method: string, { name, type: { fqn, primitive } }: Value, stack: Stack): unknown {
    if (type === 'RecoveryHandle' && name === 'parameterName') { return '/cdk-on-demand-backup/Shop/Backup/latest'; }
    if (primitive === 'string') { return 'right'; }
    switch (name) {
      case 'schedule': return daily;
      case 'pattern': return { source: ['shop'] };
      case 'rule': return new Rule(stack, 'Rule', { eventPattern: { source: ['shop'] } });
      case 'backup': return define(stack, 'Right');
      case 'props': return type === 'OnDemandBackup' && method === 'new' ? { resource: undefined } : {};
      case 'settings':
      case 'input': return {};
      case 'options': return {};
      case 'scope':
      case 'construct': return stack;
      default: throw new Error(`${type}.${method}: give ${name}, a ${fqn}, a value that is right`);
    }
  }
});

test('a missing argument is an error that names it', () => {
  const stack = newStack();
  const backup = define(stack, 'Backup');
  const { BackupTrigger, BackupResourceType, BackupProtection, BackupRuleTarget, BackupScheduleTarget, OnDemandBackup, RecoveryHandle } = library;
  const calls: [string, (...args: never[]) => unknown, unknown[]][] = [
    ['schedule', (...args) => BackupTrigger.onSchedule(...args as unknown as [typeof daily]), []],
    ['pattern', (...args) => BackupTrigger.onEvent(...args as unknown as [object]), []],
    ['rule', (...args) => BackupTrigger.onRule(...args as unknown as [Rule]), []],
    ['name', (...args) => BackupResourceType.of(...args as unknown as [string]), []],
    ['construct', (...args) => BackupProtection.optOut(...args as unknown as [Stack, string]), []],
    ['reason', (...args) => BackupProtection.optOut(...args as unknown as [Stack, string]), [stack]],
    ['backup', (...args) => new BackupRuleTarget(...args as unknown as [typeof backup]), []],
    ['backup', (...args) => new BackupScheduleTarget(...args as unknown as [typeof backup]), []],
    ['scope', (...args) => new OnDemandBackup(...args as unknown as [Stack, string, library.OnDemandBackupProps]), []],
    ['id', (...args) => new OnDemandBackup(...args as unknown as [Stack, string, library.OnDemandBackupProps]), [stack]],
    ['props', (...args) => new OnDemandBackup(...args as unknown as [Stack, string, library.OnDemandBackupProps]), [stack, 'None']],
    ['parameterName', (...args) => RecoveryHandle.fromParameterName(...args as unknown as [Stack, string, string]), [stack, 'None']],
    ['trigger', (...args) => backup.addTrigger(...args as unknown as [library.IBackupTrigger]), []],
    ['idempotencyKey', (...args) => backup.executionInput(...args as unknown as [string]), []],
    ['grantee', (...args) => backup.grantStart(...args as unknown as [never]), []],
  ];
  calls.forEach(([name, use, args]) => expect(errorOf(() => use(...args as never[]))?.message).toMatch(new RegExp(`\`${name}\` is missing, but must`)));
});

test('this test knows the package', () => {
  expect(Object.keys(ASSEMBLY.types).every((fqn) => fqn.startsWith(`${PACKAGE}.`))).toBe(true);
});
