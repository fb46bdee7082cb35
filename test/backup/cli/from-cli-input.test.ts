import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Aws, CfnParameter, Duration, Lazy, type Stack } from 'aws-cdk-lib';
import { BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import { Role } from 'aws-cdk-lib/aws-iam';
import { BackupTrigger, type CliInputProps, OnDemandBackup } from 'cdk-on-demand-backup';
import fc from 'fast-check';
import { withoutIdleOptions } from '../../../src/request/rules/backup-options';
import { validateRequest } from '../../../src/request/validate-request';
import { REQUEST } from '../../outcomes/generate-request';
import { ENV, newStack, propertiesOf, requestsOf, TABLE_ARN, warningsOf } from '../../util/template';

const folder = mkdtempSync(join(tmpdir(), 'cli-input-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Input = Record<string, unknown>;
const BUCKET = 'arn:aws:s3:::orders';
const ROLE = 'arn:aws:iam::111122223333:role/backup';
const SMALLEST = { BackupVaultName: 'vault', ResourceArn: TABLE_ARN, IamRoleArn: ROLE };
const EVERY = {
  ...SMALLEST,
  ResourceArn: BUCKET,
  LogicallyAirGappedBackupVaultArn: 'arn:aws:backup:eu-west-1:111122223333:backup-vault:gapped',
  IdempotencyToken: 'token',
  StartWindowMinutes: 90,
  CompleteWindowMinutes: 600,
  Lifecycle: { DeleteAfterDays: 365, MoveToColdStorageAfterDays: 30, OptInToArchiveForSupportedResources: false },
  RecoveryPointTags: { team: 'orders' },
  BackupOptions: { BackupACLs: 'disabled', BackupObjectTags: 'enabled', Other: '1.0' },
  Index: 'ENABLED',
};

function stackOf(input: Input, props: CliInputProps = {}, stack: Stack = newStack({ env: ENV })): Stack {
  OnDemandBackup.fromCliInputObject(stack, 'Backup', input, props);
  return stack;
}
const requestOf = (input: Input, props?: CliInputProps) => requestsOf(stackOf(input, props))[0];

function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}
const readFile = (path: string, props?: CliInputProps) => {
  const stack = newStack({ env: ENV });
  OnDemandBackup.fromCliInput(stack, 'Backup', path, props);
  return requestsOf(stack)[0];
};

describe('an object', () => {
  test('with every member becomes the same request', () => {
    expect(requestOf(EVERY)).toEqual(EVERY);
    expect(Object.keys(EVERY)).toHaveLength(11);
  });

  test.each(Object.entries(EVERY))('with %s becomes the same request', (name, value) => {
    const input = { ...SMALLEST, ...['BackupOptions', 'Index'].includes(name) ? { ResourceArn: BUCKET } : {}, [name]: value };
    expect(requestOf(input)).toEqual(input);
  });

  test.each([
    ['without end', { DeleteAfterDays: -1 }, undefined], ['without cold storage', { DeleteAfterDays: 7, MoveToColdStorageAfterDays: -1 }, { DeleteAfterDays: 7 }],
  ])('with a lifecycle %s, which is the default, leaves that out', (_name, Lifecycle, expected) => {
    expect(requestOf({ ...SMALLEST, Lifecycle }).Lifecycle).toEqual(expected);
  });

  test('becomes the same request, whichever our rules accept', () => {
    const figures = { read: 0 };
    fc.assert(fc.property(REQUEST, (request) => {
      if (validateRequest(request).some(({ severity }) => severity === 'error')) { return; }
      const { Lifecycle, ...expected } = withoutIdleOptions(request, {}) as unknown as Input & { Lifecycle?: Input };
      const days = Object.entries(Lifecycle ?? {}).filter(([, value]) => value !== -1);
      const stack = newStack();
      const backup = OnDemandBackup.fromCliInputObject(stack, 'Backup', request, { provenanceTags: false });
      figures.read++;
      const lifecycle = days.length > 0 ? { Lifecycle: Object.fromEntries(days) } : {};
      expect(stack.resolve(backup.toCliInput())).toEqual(normalized({ ...expected, ...lifecycle }));
    }), { seed: Number(process.env.SEED ?? 20251127), numRuns: 400 });
    expect(figures.read).toBeGreaterThan(20);
  });

  /** Without what asks for nothing. */
  function normalized(request: Input): Input {
    return Object.fromEntries(Object.entries(request).filter(([, value]) => value !== '' && !(typeof value === 'object' && Object.keys(value as object).length === 0)));
  }

  test('what another backup returns makes the same backup', () => {
    const stack = stackOf({ ...SMALLEST, Lifecycle: { DeleteAfterDays: 35 } });
    OnDemandBackup.fromCliInputObject(stack, 'Copy', (stack.node.findChild('Backup') as OnDemandBackup).toCliInput());
    const [first, second] = requestsOf(stack);
    expect(second).toEqual(first);
  });

  test('may have deploy-time values', () => {
    const stack = newStack();
    const [text, number] = [new CfnParameter(stack, 'Text'), new CfnParameter(stack, 'Number', { type: 'Number' })];
    const input = {
      BackupVaultName: text.valueAsString,
      ResourceArn: `arn:${Aws.PARTITION}:ec2:${Aws.REGION}:${Aws.ACCOUNT_ID}:instance/i-0123456789abcdef0`,
      IamRoleArn: text.valueAsString,
      StartWindowMinutes: number.valueAsNumber,
      Lifecycle: { DeleteAfterDays: number.valueAsNumber },
      RecoveryPointTags: { team: text.valueAsString },
      BackupOptions: { WindowsVSS: text.valueAsString },
    };
    const backup = OnDemandBackup.fromCliInputObject(stack, 'Backup', input, { provenanceTags: false });
    expect(stack.resolve(backup.toCliInput())).toEqual(stack.resolve(input));
  });

  test.each(['Lifecycle', 'Index'])('with a deploy-time value for %s is an error', (name) => {
    expect(() => stackOf({ ...SMALLEST, ResourceArn: BUCKET, [name]: Lazy.any({ produce: () => 'x' }) }))
      .toThrow(`${name} of the input is a deploy-time value, but decides which props the backup gets: give one that is known at synth`);
  });
});

describe('the props', () => {
  const OTHER_ROLE = 'arn:aws:iam::111122223333:role/other';
  test.each<[string, CliInputProps | ((stack: Stack) => CliInputProps), Input]>([
    ['resource', { resource: BackupResource.fromArn('arn:aws:s3:::other') }, { ResourceArn: 'arn:aws:s3:::other' }],
    ['backupVault', (stack) => ({ backupVault: BackupVault.fromBackupVaultName(stack, 'V', 'other') }), { BackupVaultName: 'other' }],
    ['role', (stack) => ({ role: Role.fromRoleArn(stack, 'R', OTHER_ROLE) }), { IamRoleArn: OTHER_ROLE }],
    ['idempotencyToken', { idempotencyToken: 'x' }, { IdempotencyToken: 'x' }],
    ['startWindow', { startWindow: Duration.hours(1) }, { StartWindowMinutes: 60 }],
    ['completionWindow', { completionWindow: Duration.hours(2) }, { CompleteWindowMinutes: 120 }],
    ['deleteAfter', { deleteAfter: Duration.days(400) }, { Lifecycle: { ...EVERY.Lifecycle, DeleteAfterDays: 400 } }],
    ['moveToColdStorageAfter', { moveToColdStorageAfter: Duration.days(9) }, { Lifecycle: { ...EVERY.Lifecycle, MoveToColdStorageAfterDays: 9 } }],
    ['recoveryPointTags', { recoveryPointTags: { a: 'b' } }, { RecoveryPointTags: { a: 'b' } }],
    ['backupAcls', { backupAcls: true }, { BackupOptions: { ...EVERY.BackupOptions, BackupACLs: 'enabled' } }],
    ['backupOptions', { backupOptions: { A: 'b' } }, { BackupOptions: { A: 'b' } }],
    ['index', { index: false }, { Index: 'DISABLED' }],
    ['undefined', { deleteAfter: undefined }, {}],
    ['additionalRequestMembers', { additionalRequestMembers: { New: 1, Lifecycle: { NewDays: 2 } } }, { New: 1, Lifecycle: { ...EVERY.Lifecycle, NewDays: 2 } }],
  ])('%s replaces what the input says', (_name, props, expected) => {
    const stack = newStack({ env: ENV });
    expect(requestsOf(stackOf(EVERY, typeof props === 'function' ? props(stack) : props, stack))).toEqual([{ ...EVERY, ...expected }]);
  });

  test('an invalid member that is replaced is no error', () => {
    const props = { startWindow: Duration.hours(1), deleteAfter: Duration.days(1) };
    expect(requestOf({ ...SMALLEST, StartWindowMinutes: 5, Lifecycle: { DeleteAfterDays: 0.5 } }, props))
      .toEqual({ ...SMALLEST, StartWindowMinutes: 60, Lifecycle: { DeleteAfterDays: 1 } });
  });

  test('without them, the backup runs on deploy, in the vault and with the role of its stack', () => {
    const [request] = requestsOf(stackOf({ ResourceArn: TABLE_ARN }));
    expect(request).toEqual({ ResourceArn: TABLE_ARN, BackupVaultName: expect.stringMatching('ProviderVault'), IamRoleArn: expect.stringMatching('ProviderRole') });
  });

  test('the triggers are those given', () => {
    expect(propertiesOf(stackOf(SMALLEST, { triggers: [BackupTrigger.onDeploy(), BackupTrigger.onDelete()].slice(0, 1), timeout: Duration.minutes(5) }))[0].WaitPolicy).toContain('300');
  });

  test('two backups of one scope do not meet', () => {
    const stack = stackOf(EVERY);
    OnDemandBackup.fromCliInputObject(stack, 'Other', { ...EVERY, IdempotencyToken: 'other' });
    expect(requestsOf(stack)).toHaveLength(2);
  });
});

describe('a file', () => {
  test.each([
    ['JSON', 'a.json', JSON.stringify(EVERY)],
    ['JSON with a byte order mark', 'b.json', `\uFEFF${JSON.stringify(EVERY, null, 4)}`],
    ['JSON with another ending', 'a.txt', JSON.stringify(EVERY)],
    ['JSON in capitals', 'A.JSON', JSON.stringify(EVERY)],
    ['YAML', 'a.yaml', [
      'BackupVaultName: vault # a comment', `ResourceArn: ${BUCKET}`, `IamRoleArn: '${ROLE}'`, `LogicallyAirGappedBackupVaultArn: "${EVERY.LogicallyAirGappedBackupVaultArn}"`,
      'IdempotencyToken: token', 'StartWindowMinutes: 90', 'CompleteWindowMinutes: 600', 'Lifecycle:', '  DeleteAfterDays: 365', '  MoveToColdStorageAfterDays: 30',
      '  OptInToArchiveForSupportedResources: false', 'RecoveryPointTags: {team: orders}', 'BackupOptions:', '  BackupACLs: disabled', '  BackupObjectTags: enabled', "  Other: '1.0'",
      'Index: ENABLED', '',
    ].join('\n')],
  ])('of %s becomes the same request', (_name, name, text) => {
    expect(readFile(file(name, text))).toEqual(EVERY);
  });

  test('is found from the working directory, and as the AWS CLI names it', () => {
    const path = file('c.json', JSON.stringify(SMALLEST));
    expect(readFile(relative(process.cwd(), path))).toEqual(SMALLEST);
    expect(readFile(`file://${path}`)).toEqual(SMALLEST);
  });

  test('takes props, too', () => {
    expect(readFile(file('d.json', JSON.stringify(SMALLEST)), { startWindow: Duration.hours(1) })).toEqual({ ...SMALLEST, StartWindowMinutes: 60 });
  });

  test.each([
    ['a missing file', join(folder, 'none.json'), 'the file cannot be read: ENOENT: no such file or directory, open'],
    ['a folder', folder, 'the file cannot be read: EISDIR'],
    ['half a JSON', file('e.json', '{"a":'), 'the file cannot be read: Unexpected end of JSON input. Give a JSON or YAML file as --generate-cli-skeleton prints it'],
    ['no YAML', file('f.yaml', 'a: b: c'), 'the file cannot be read: Nested mappings are not allowed in compact mappings at line 1'],
    ['a member twice', file('g.yaml', 'Index: ENABLED\nIndex: DISABLED'), 'the file cannot be read: Map keys must be unique'],
    ['a CloudFormation tag', file('h.yaml', 'ResourceArn: !Ref Table'), 'the file cannot be read: Unresolved tag: !Ref'],
    ['two documents', file('i.yaml', 'a: 1\n---\nb: 2'), 'the file cannot be read: Source contains multiple documents'],
    ['a list', file('j.yaml', '- a'), 'the request is a list, but must be an object'],
    ['nothing', file('k.yaml', ''), 'the request is null, but must be an object'],
    ['a number as the ARN', file('l.yaml', 'ResourceArn: 1'), '`resource` (ResourceArn in the request) is 1, but must be a string: change it'],
  ])('that is %s is an error with its name', (_name, path, problem) => {
    expect(() => readFile(path)).toThrow(`the on-demand backup Shop/Backup (${path}) has a problem:\n- ${problem}`);
  });
});

test('all problems are in one message', () => {
  const input = {
    BackupVaultNam: 'x',
    ResourceArn: 'orders',
    IamRoleArn: 'role',
    StartWindowMinutes: 5,
    CompleteWindowMinutes: '600',
    Index: 'ON',
    RecoveryPointTags: ['a'],
    BackupOptions: { WindowsVSS: 'on' },
    Lifecycle: { DeleteAfterDays: -7, Days: 1, DeleteAfterEvent: 'OTHER' },
  };
  let message = '';
  try { stackOf(input); } catch (error) { ({ message } = error as Error); }
  const problems = message.split('\n- ');
  expect(problems[0]).toBe('the on-demand backup Shop/Backup has 11 problems:');
  for (const part of [
    'BackupVaultNam is not a member', 'Lifecycle.Days is not a member', '`resource` is "orders"', '`role` is "role"', '`startWindow` is 5 minutes', '(CompleteWindowMinutes in the request) is "600"',
    '`index` is "ON"', '(RecoveryPointTags in the request) is a list', '`windowsVss` is "on"', '`deleteAfter` is -7 days', 'DeleteAfterEvent in the lifecycle is not a valid input',
  ]) { expect(problems.filter((problem) => problem.includes(part))).toHaveLength(1); }
});

test.each([[undefined], [null], ['text'], [[]], [7]])('an input that is %j is an error of one sentence', (input) => {
  expect(() => stackOf(input as never)).toThrow(/^OnDemandBackup\.fromCliInputObject\(\): `input` is .*, but must be an object/);
});

test('without a resource, an error', () => {
  expect(() => stackOf({})).toThrow('the on-demand backup Shop/Backup has a problem:\n- `resource` (ResourceArn in the request) is missing, but every job needs it: set it');
});

test('a warning of the input is one of the backup', () => {
  expect(warningsOf(stackOf({ ...SMALLEST, Lifecycle: { DeleteAfterDays: 7, DeleteAfterEvent: 'DELETE_AFTER_COPY' } }))).toEqual([
    expect.stringContaining('Lifecycle.DeleteAfterEvent of the input is not sent, because only AWS Backup sets it: remove it'),
  ]);
});
