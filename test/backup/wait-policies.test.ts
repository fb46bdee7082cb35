import { CfnParameter, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { FailureAction, type OnDemandBackupProps, TimeoutAction, WaitLevel } from 'cdk-on-demand-backup';
import { finalWaitPolicies, waitPolicyProblems, waitPolicies, unattendedWaitPolicy } from '../../src/backup/wait-policies';
import type { WaitPolicy } from '../../src/request/execution/wait-policy';
import { newStack, propertiesOf, stackWith, TABLE } from '../util/template';

const with_ = (props: Partial<OnDemandBackupProps>) => ({ resource: TABLE, ...props });
const of = (props: Partial<OnDemandBackupProps>) => waitPolicies(with_(props));
const problemsOf = (props: Partial<OnDemandBackupProps>) => waitPolicyProblems(with_(props));

describe('the wait policy of one custom resource', () => {
  test.each<[string, Partial<OnDemandBackupProps>, Partial<WaitPolicy>]>([
    ['all defaults', {}, {}],
    ['waitFor COMPLETED', { waitFor: WaitLevel.COMPLETED }, {}],
    ['waitFor ACCEPTED', { waitFor: WaitLevel.ACCEPTED }, { Accepted: true }],
    ['waitFor ACCEPTED, with a timeout that has no effect', { waitFor: WaitLevel.ACCEPTED, timeout: Duration.hours(8) }, { Accepted: true }],
    ['the shortest timeout', { timeout: Duration.minutes(1) }, { TimeoutSeconds: 60 }],
    ['the default timeout', { timeout: Duration.minutes(57) }, {}],
    ['onTimeout FAIL', { onTimeout: TimeoutAction.FAIL }, {}],
    ['onTimeout CONTINUE', { onTimeout: TimeoutAction.CONTINUE }, { OnTimeout: 'CONTINUE' }],
    ['onTimeout STOP', { onTimeout: TimeoutAction.STOP }, { OnTimeout: 'STOP' }],
    ['onFailure FAIL', { onFailure: FailureAction.FAIL }, {}],
    ['onFailure WARN', { onFailure: FailureAction.WARN }, { WarnOnFailure: true }],
    ['failOnIssues true', { failOnIssues: true }, { FailOnIssues: true }],
    ['failOnIssues false', { failOnIssues: false }, {}],
    ['removalPolicy RETAIN', { removalPolicy: RemovalPolicy.RETAIN }, {}],
    ['removalPolicy DESTROY', { removalPolicy: RemovalPolicy.DESTROY }, { Destroy: true, Supersedes: true }],
  ])('with %s', (_name, props, waitPolicy) => {
    expect(of(props)).toEqual([{ TimeoutSeconds: 3420, ...waitPolicy }]);
  });
});

describe('the wait policies of a chain of custom resources', () => {
  test.each<[number, number, number]>([[57, 1, 3420], [58, 2, 60], [60, 2, 180], [114, 2, 3420], [115, 3, 60], [480, 9, 1440]])(
    'for %d minutes has %d links, of which the last waits %d seconds', (minutes, links, last) => {
      const chain = of({ timeout: Duration.minutes(minutes), onTimeout: TimeoutAction.STOP, removalPolicy: RemovalPolicy.DESTROY });
      expect(chain).toHaveLength(links);
      expect(chain.reduce((sum, { TimeoutSeconds }) => sum + TimeoutSeconds, 0)).toBe(minutes * 60);
      expect(chain.slice(0, -1).every(({ TimeoutSeconds, OnTimeout }) => TimeoutSeconds === 3420 && OnTimeout === 'HAND_ON')).toBe(true);
      expect(chain.at(-1)).toMatchObject({ TimeoutSeconds: last, OnTimeout: 'STOP' });
      expect(chain.map(({ Destroy }) => Destroy)).toEqual([true, ...Array.from({ length: links - 1 }, () => undefined)]);
    });

  test('take up the job link by link, and only the first link starts it again', () => {
    const links = propertiesOf(stackWith({ timeout: Duration.hours(3) }));
    const from = (attribute: string) => ['OnDeploy', 'OnDeployContinued1', 'OnDeployContinued2']
      .map((id) => ({ 'Fn::GetAtt': [expect.stringMatching(`^Backup${id}\\w{8}$`), attribute] }));
    expect(links.map(({ ContinuedJobId }) => ContinuedJobId)).toEqual([undefined, ...from('BackupJobId')]);
    expect(links.map(({ ContinuedOutcome }) => ContinuedOutcome)).toEqual([undefined, ...from('Outcome')]);
    expect(links.map(({ ContinuedStatusMessage }) => ContinuedStatusMessage)).toEqual([undefined, ...from('StatusMessage')]);
    expect(new Set(links.map(({ Request }) => JSON.stringify(Request))).size).toBe(1);
  });
});

describe('a final backup', () => {
  const ALL: Partial<OnDemandBackupProps> = {
    waitFor: WaitLevel.ACCEPTED, onTimeout: TimeoutAction.STOP, onFailure: FailureAction.WARN, removalPolicy: RemovalPolicy.DESTROY,
  };

  test.each<[string, FailureAction | undefined, Partial<WaitPolicy>]>([
    ['by default', undefined, {}],
    ['with FAIL', FailureAction.FAIL, {}],
    ['with WARN', FailureAction.WARN, { OnTimeout: 'CONTINUE', WarnOnFailure: true }],
  ])('%s ignores the wait props of the backup', (_name, onFailure, waitPolicy) => {
    expect(finalWaitPolicies(with_({}), onFailure)).toEqual([{ TimeoutSeconds: 3420, ...waitPolicy }]);
    expect(finalWaitPolicies(with_(ALL), onFailure)).toEqual([{ TimeoutSeconds: 3420, ...waitPolicy }]);
  });

  test('has the timeout and the failOnIssues of the backup', () => {
    expect(finalWaitPolicies(with_({ ...ALL, timeout: Duration.minutes(60), failOnIssues: true }), undefined)).toEqual([
      { TimeoutSeconds: 3420, OnTimeout: 'HAND_ON', FailOnIssues: true }, { TimeoutSeconds: 180, FailOnIssues: true, EarlierSeconds: 3420 },
    ]);
  });
});

describe('the wait policy of a job that nobody waits for', () => {
  const DAYS_14 = 14 * 24 * 3600;

  test.each<[string, Partial<OnDemandBackupProps>, WaitPolicy]>([
    ['all defaults', {}, { TimeoutSeconds: DAYS_14 }],
    ['a timeout longer than one custom resource waits', { timeout: Duration.hours(8) }, { TimeoutSeconds: 8 * 3600 }],
    ['a timeout at which the job is stopped', { timeout: Duration.hours(8), onTimeout: TimeoutAction.STOP }, { TimeoutSeconds: 8 * 3600, OnTimeout: 'STOP' }],
    ['a timeout at which the job goes on', { timeout: Duration.hours(8), onTimeout: TimeoutAction.CONTINUE }, { TimeoutSeconds: DAYS_14 }],
    ['STOP without a timeout', { onTimeout: TimeoutAction.STOP }, { TimeoutSeconds: DAYS_14 }],
    ['a timeout that has no effect', { timeout: Duration.hours(8), waitFor: WaitLevel.ACCEPTED }, { TimeoutSeconds: DAYS_14 }],
    ['failOnIssues', { failOnIssues: true }, { TimeoutSeconds: DAYS_14, FailOnIssues: true }],
    ['what a deployment alone can do', { onFailure: FailureAction.WARN, waitFor: WaitLevel.ACCEPTED, removalPolicy: RemovalPolicy.DESTROY }, { TimeoutSeconds: DAYS_14 }],
  ])('with %s', (_name, props, waitPolicy) => {
    expect(unattendedWaitPolicy(with_(props))).toEqual(waitPolicy);
  });
});

describe('waitPolicyProblems fails the synth', () => {
  test.each<[string, Partial<OnDemandBackupProps>, string[]]>([
    ['a timeout that is too short', { timeout: Duration.seconds(59) }, ['`timeout`', '59 seconds', 'Duration.minutes(1)']],
    ['a timeout that is not whole seconds', { timeout: Duration.millis(60_500) }, ['`timeout`', '60.5 seconds', 'whole seconds']],
    ['a timeout that is longer than a job is watched', { timeout: Duration.days(15) }, ['`timeout`', '15 days', 'Duration.days(14)']],
    ['a timeout that is known only at deploy time', { timeout: Duration.minutes(new CfnParameter(newStack(), 'P', { type: 'Number' }).valueAsNumber) },
      ['`timeout`', 'known at synth']],
    ['removalPolicy SNAPSHOT', { removalPolicy: RemovalPolicy.SNAPSHOT }, ['`removalPolicy`', '"snapshot"', 'RemovalPolicy.DESTROY']],
    ['removalPolicy RETAIN_ON_UPDATE_OR_DELETE', { removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE }, ['`removalPolicy`', 'RemovalPolicy.RETAIN']],
  ])('for %s', (_name, props, parts) => {
    const problems = problemsOf(props);
    expect(problems).toHaveLength(1);
    parts.forEach((part) => expect(problems[0]).toContain(part));
    expect(() => stackWith(props)).toThrow(problems[0]);
  });

  test('but for no valid value', () => {
    expect(problemsOf({ timeout: Duration.days(14) })).toEqual([]);
    expect(problemsOf({ timeout: Duration.minutes(1), removalPolicy: RemovalPolicy.DESTROY })).toEqual([]);
  });
});
