import fc from 'fast-check';
import { type Deployment, DeployedStack } from './deployed-stack';
import { Harness } from './harness';
import { deletedBy } from './points';
import { always } from './property-harness';
import { virtualTime } from './time';
import type { StartPolicy } from '../../src/request/execution/start-policy';
import type { WaitPolicy } from '../../src/request/execution/wait-policy';
import type { JobScript } from '../../stand-in';
import { recogniseNodeErrors } from '../util/node-errors';

jest.mock('node:timers/promises', () => jest.requireActual<typeof import('./time')>('./time').virtualTimers);
recogniseNodeErrors();

let harness: Harness;
beforeAll(async () => { harness = await Harness.start(virtualTime, { quotas: false }); });
afterAll(() => harness.stop());

const RUNS = Number(process.env.RUNS ?? 40);

const SCRIPT: fc.Arbitrary<JobScript> = fc.constantFrom<JobScript>(
  {}, {}, {}, { outcome: 'FAILED' }, { outcome: 'PARTIAL' }, { messageCategory: 'VSS_ERROR', statusMessage: 'with issues' }, { onDelete: 'hold' }, { onDelete: 'expire' },
);
const DEPLOYMENT: fc.Arbitrary<Deployment> = fc.record({
  trigger: fc.constantFrom('ON_DEPLOY', 'ON_DEPLOY', 'BEFORE_CHANGE'),
  revision: fc.constantFrom('A', 'B', 'C', 'D'),
  script: SCRIPT,
  warns: fc.boolean(),
  isRolledBack: fc.boolean(),
  isCrossed: fc.boolean(),
});
const STEP = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('deploy' as const), deployment: DEPLOYMENT }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('schedule' as const), deployment: DEPLOYMENT }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constantFrom('remove' as const, 'rename' as const), deployment: DEPLOYMENT }) },
);
const POLICY: fc.Arbitrary<Partial<WaitPolicy>> = fc.constantFrom<Partial<WaitPolicy>>(
  { KeepLast: 1 }, { KeepLast: 1 }, { KeepLast: 2, FailOnIssues: true }, { KeepLast: 1, KeepAtLeastSeconds: 3 * 3600 },
  { Destroy: true, Supersedes: true }, { Destroy: true, KeepLast: 1 },
);

/** A step takes at least an hour. */
const START_POLICY: fc.Arbitrary<StartPolicy> = fc.constantFrom<StartPolicy>({}, {}, { MaxAgeSeconds: 2 * 3600 }, { MaxAgeSeconds: 6 * 3600, ReuseFrom: 'VAULT' });

test('in any order of executions, rollbacks and deletes, nothing is deleted that the deployed template names, or the one before', async () => {
  let deleted = 0;
  const histories = fc.record({
    policy: POLICY, hasOutputs: fc.boolean(), startPolicy: START_POLICY, steps: fc.array(STEP, { minLength: 4, maxLength: 24, size: 'max' }),
  });
  await always(RUNS, histories, async ({ policy, hasOutputs, startPolicy, steps }) => {
    await harness.renew();
    const stack = new DeployedStack(harness, policy, hasOutputs, startPolicy);
    for (const { type, deployment } of steps) {
      switch (type) {
        case 'deploy': await stack.deploy(deployment); break;
        case 'schedule': await stack.schedule(deployment.script); break;
        case 'remove': await stack.remove(deployment.trigger); break;
        case 'rename': await stack.remove(deployment.trigger, deployment); break;
      }
    }
    expect(harness.broken).toEqual([]);
    expect(stack.wrong).toEqual([]);
    deleted += deletedBy(harness).length;
  });
  expect(deleted).toBeGreaterThan(RUNS);
});
