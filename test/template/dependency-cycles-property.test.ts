import { App, CfnParameter, CfnResource, Duration, NestedStack, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { BackupTrigger, OnDemandBackup } from 'cdk-on-demand-backup';
import { Construct } from 'constructs';
import fc from 'fast-check';
import { staleNestedStacksOf } from '../util/synth';
import { flawsOf } from '../util/template-graph';

/** A choice, or none, which is so many times as likely. */
const rarely = (times: number): fc.Arbitrary<number | null> =>
  fc.oneof({ weight: times, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.nat() });

/** Apps of tables that refer to each other and definitions of all kinds, here and there. Numbers choose among what is there. */
/** With newer releases of aws-cdk-lib what is inside a resource waits with it, so that a definition there makes a circle. */
const LETS_CHILDREN_WAIT = 'addResourceDependency' in CfnResource.prototype;
const table = fc.record({ place: fc.nat(), refersTo: fc.array(fc.nat(), { maxLength: 2 }), parameter: fc.boolean() });
const definition = fc.record({
  table: fc.nat(),
  place: rarely(3),
  kinds: fc.subarray(['beforeChange', 'onDelete', 'onDeploy', 'onSchedule'], { minLength: 1 }),
  watch: fc.oneof({ weight: 2, arbitrary: fc.constant<number[]>([]) }, { weight: 1, arbitrary: fc.array(fc.nat(), { maxLength: 2 }) }),
  tag: rarely(15),
  before: rarely(15),
  after: rarely(10),
  isLong: fc.boolean(),
});
const plan = fc.record({
  nested: fc.boolean(), tables: fc.array(table, { minLength: 2, maxLength: 4 }), definitions: fc.array(definition, { minLength: 1, maxLength: 3 }),
});
type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

const among = <T>(choices: readonly T[], choice: number): T => choices[choice % choices.length];
const ifAny = <T>(choices: readonly T[], choice: number | null): T[] => choice === null ? [] : [among(choices, choice)];

function plantTables(stack: Stack, places: readonly Construct[], plans: Plan['tables']): CfnTable[] {
  const parameter = new CfnParameter(stack, 'Parameter');
  return plans.reduce<CfnTable[]>((before, { place, refersTo, parameter: hasParameter }, index) => {
    const one = new CfnTable(among(places, place), `Table${index}`, { keySchema: [] });
    // To tables made before and not in another nested stack: what has no circle of its own
    const known = before.filter(({ stack: other }) => other === one.stack || other === stack);
    if (known.length > 0) { refersTo.forEach((choice, member) => one.addPropertyOverride(`Member${member}`, among(known, choice).ref)); }
    if (hasParameter) { one.addPropertyOverride('Parameter', parameter.valueAsString); }
    return [...before, one];
  }, []);
}

function plantDefinitions(places: readonly Construct[], tables: readonly CfnTable[], plans: Plan['definitions']): void {
  plans.reduce<OnDemandBackup[]>((before, { table: choice, place, kinds, watch, tag, before: first, after, isLong }, index) => {
    const one = among(tables, choice);
    const watched = watch.map((each) => among<Construct>([...tables, ...places], each));
    const options = watched.length > 0 ? { watch: watched } : {};
    const triggers = {
      beforeChange: () => BackupTrigger.beforeChange(options),
      onDelete: () => BackupTrigger.onDelete(),
      onDeploy: () => BackupTrigger.onDeploy(options),
      onSchedule: () => BackupTrigger.onSchedule(ScheduleExpression.rate(Duration.days(1))),
    };
    return [...before, new OnDemandBackup(among([one.stack, ...LETS_CHILDREN_WAIT ? [] : [one], ...places], place ?? 0), `Backup${index}`, {
      resource: BackupResource.fromArn(one.attrArn),
      triggers: kinds.map((kind) => triggers[kind as keyof typeof triggers]()),
      recoveryPointTags: Object.fromEntries(ifAny(tables, tag).map(({ ref }) => ['Table', ref])),
      executeBefore: ifAny(tables, first),
      executeAfter: ifAny<Construct>([...tables, ...before], after),
      timeout: isLong ? Duration.hours(1) : undefined,
      stackOutputs: false,
    })];
  }, []);
}

/** What the construction or the synthesis of a plan says, and what CloudFormation would say of its templates. */
function outcomeOf({ nested, tables, definitions }: Plan): { told: string; flaws: string[] } {
  const stack = new Stack(new App(), 'Shop');
  const stacks = nested ? [stack, new NestedStack(stack, 'One'), new NestedStack(stack, 'Two')] : [stack];
  const places = [...stacks, ...stacks.map((each) => new Construct(each, 'Scope'))];
  const app = stack.node.root as App;
  let told = '';
  try {
    plantDefinitions(places, plantTables(stack, places, tables), definitions);
    app.synth();
  } catch (error) {
    told = (error as Error).message;
    if (!told.includes('which is a circle')) { return { told, flaws: [] }; }
    app.synth({ skipValidation: true, force: true });
  }
  return { told, flaws: [...flawsOf(app), ...told === '' ? staleNestedStacksOf(app) : []] };
}

test('whatever is put together, a circle is told at synth, and where none is told there is none', () => {
  const seen = { circle: 0, none: 0, other: 0 };
  fc.assert(fc.property(plan, (each) => {
    const { told, flaws } = outcomeOf(each);
    const circles = flaws.filter((flaw) => flaw.includes(' -> '));
    if (told.includes('which is a circle')) {
      seen.circle++;
      expect(circles).not.toEqual([]);
    } else if (told === '') {
      seen.none++;
      expect(flaws).toEqual([]);
    } else {
      seen.other++;
      expect(told).toMatch(/the on-demand backup \S+ has /); // a problem that is told when it is made
    }
  }), { numRuns: 100, seed: Number(process.env.SEED ?? 4) });
  expect(Math.min(seen.circle, seen.none)).toBeGreaterThan(10); // the plans are worth something
});
