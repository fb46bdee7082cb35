import { Duration, Lazy, RemovalPolicy } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { BackupTrigger, type OnDemandBackupProps, TimeoutAction, WaitLevel } from 'cdk-on-demand-backup';
import { keepLastProblems, keepPolicy, keptByDeploymentProblems } from '../../../src/backup/history/keep-last';
import { unattendedWaitPolicy, waitPolicies } from '../../../src/backup/wait-policies';
import { statementsOf } from '../../util/starts';
import { define, newStack } from '../../util/template';

type Props = Partial<OnDemandBackupProps>;
const failureOf = (props: Props) => () => define(newStack(), 'Backup', props);

test.each([1, 3, 45, 90])('keepLast: %i is fine', (keepLast) => {
  expect(keepLastProblems({ keepLast })).toEqual([]);
  expect(failureOf({ keepLast })).not.toThrow();
});

test.each([0, -1, 91, 2.5, NaN, Infinity])('keepLast: %p is not', (keepLast) => {
  expect(failureOf({ keepLast })).toThrow(`\`keepLast\` is ${keepLast}, but must be a whole number from 1 to 90`);
});

test.each<[Props, string]>([
  [{ keepLast: Lazy.number({ produce: () => 3 }) }, '`keepLast` is known only at deploy time'],
  [{ keepAtLeast: Duration.days(1) }, '`keepAtLeast` has no effect without `keepLast`'],
  [{ keepLast: 3, keepAtLeast: Duration.seconds(Lazy.number({ produce: () => 3 })) }, '`keepAtLeast` is known only at deploy time'],
  [{ keepLast: 3, keepAtLeast: Duration.seconds(0) }, '`keepAtLeast` is 0 seconds, but must be whole seconds'],
  [{ keepLast: 3, keepAtLeast: Duration.millis(1500) }, '`keepAtLeast` is 1.5 seconds'],
  [{ keepLast: 3, keepAtLeast: Duration.days(8), deleteAfter: Duration.days(7) }, '`keepAtLeast` is 8 days, but AWS Backup deletes each recovery point after the 7 days of `deleteAfter`'],
  ...['cloudformation:eu-west-1:111122223333:stack/other/1', 'eks:eu-west-1:111122223333:cluster/shop'].map((rest): [Props, string] =>
    [{ keepLast: 3, resource: BackupResource.fromArn(`arn:aws:${rest}`) }, '`keepLast` is 3, but the recovery points of']),
])('what cannot be: %#', (props, message) => {
  expect(failureOf(props)).toThrow(message);
});

test.each<Props>([
  { keepLast: 3, keepAtLeast: Duration.seconds(1) },
  { keepLast: 3, keepAtLeast: Duration.days(7), deleteAfter: Duration.days(7) },
  { keepLast: 3, keepAtLeast: Duration.days(7), deleteAfter: Duration.days(Lazy.number({ produce: () => 1 })) },
])('what can be: %#', (props) => {
  expect(failureOf(props)).not.toThrow();
});

test('each execution of ACCEPTED has two records: 45 are known', () => {
  expect(keptByDeploymentProblems({ keepLast: 46, waitFor: WaitLevel.ACCEPTED })).toEqual([expect.stringContaining('`keepLast` is 46')]);
  expect(keptByDeploymentProblems({ keepLast: 45, waitFor: WaitLevel.ACCEPTED })).toEqual([]);
  expect(keptByDeploymentProblems({ keepLast: 90, waitFor: WaitLevel.COMPLETED })).toEqual([]);
  expect(keptByDeploymentProblems({ waitFor: WaitLevel.ACCEPTED })).toEqual([]);
});

describe('the wait policy', () => {
  const [DESTROY, RETAIN] = [RemovalPolicy.DESTROY, RemovalPolicy.RETAIN];

  test.each<[Props, object]>([
    [{}, {}],
    [{ removalPolicy: RETAIN }, {}],
    [{ removalPolicy: DESTROY }, { Supersedes: true }],
    [{ keepLast: 3 }, { KeepLast: 3 }],
    [{ keepLast: 3, keepAtLeast: Duration.days(1) }, { KeepLast: 3, KeepAtLeastSeconds: 86_400 }],
    [{ keepLast: 3, removalPolicy: DESTROY }, { KeepLast: 3 }],
  ])('of %p', (props, expected) => {
    expect(keepPolicy(props)).toEqual(expected);
  });

  test('of each custom resource of a chain: the last one ends the job', () => {
    const links = waitPolicies({ keepLast: 3, removalPolicy: DESTROY, timeout: Duration.hours(2), onTimeout: TimeoutAction.CONTINUE });
    expect(links.map(({ KeepLast, Destroy }) => [KeepLast, Destroy])).toEqual([[3, true], [3, undefined], [3, undefined]]);
  });

  test('of a schedule: nothing is superseded by it without keepLast', () => {
    const resource = BackupResource.fromArn('arn:aws:dynamodb:eu-west-1:111122223333:table/orders');
    expect(unattendedWaitPolicy({ resource, removalPolicy: DESTROY })).not.toHaveProperty('Supersedes');
    expect(unattendedWaitPolicy({ resource, keepLast: 3, keepAtLeast: Duration.hours(1) })).toMatchObject({ KeepLast: 3, KeepAtLeastSeconds: 3600 });
  });
});

describe('the function may', () => {
  const actionsOf = (props: Props): string[] => {
    const stack = newStack();
    define(stack, 'Backup', props);
    return statementsOf(stack, /HandlerRoleDefaultPolicy/).flatMap(({ Action }) => Action as unknown as string | string[]);
  };
  const DELETIONS = ['backup:DeleteRecoveryPoint', 'backup:DescribeRecoveryPoint', 'ssm:GetParametersByPath', 'ssm:DeleteParameter'];

  test.each<[string, Props, string[]]>([
    ['delete nothing', { triggers: [BackupTrigger.onDelete()] }, []],
    ['delete recovery points, with keepLast', { keepLast: 3 }, DELETIONS.slice(0, 3)],
    ['delete the history, too, with DESTROY', { removalPolicy: RemovalPolicy.DESTROY }, DELETIONS],
  ])('%s', (_what, props, expected) => {
    const actions = actionsOf(props.triggers ? { ...props, triggers: [BackupTrigger.onDeploy()] } : props);
    expect(actions.filter((action) => DELETIONS.includes(action))).toEqual(expected);
  });
});
