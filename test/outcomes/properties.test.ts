import { EVENT_OF_ANYTHING, EVENT_OF_TEXTS } from './generate-event';
import { REQUEST } from './generate-request';
import { FAULTS } from './generate-response';
import { Harness } from './harness';
import { always, expectOneAnswer } from './property-harness';
import { HISTORY } from './run-case';
import { virtualTime } from './time';
import { AwsClient } from '../../lambda/aws/aws-client';
import type { BackupRequest } from '../../src/request/backup-request';
import { withoutIdleOptions } from '../../src/request/rules/backup-options';
import { validateRequest } from '../../src/request/validate-request';
import { createEvent, properties, REQUEST as VALID } from '../util/events';
import { recogniseNodeErrors } from '../util/node-errors';

jest.mock('node:timers/promises', () => jest.requireActual<typeof import('./time')>('./time').virtualTimers);
recogniseNodeErrors();

let harness: Harness;
const aws = new AwsClient();
beforeAll(async () => { harness = await Harness.start(virtualTime, { quotas: false }); });
beforeEach(() => harness.renew());
afterAll(() => harness.stop());

function hasErrors(request: BackupRequest): boolean {
  return validateRequest(request).some(({ severity }) => severity === 'error');
}

describe('a request that passes our rules is taken by StartBackupJob', () => {
  test('whatever it is', async () => {
    let taken = 0;
    await always(1500, REQUEST, async (request) => {
      if (hasErrors(request)) { return; }
      await aws.startBackupJob(withoutIdleOptions(request, {}));
      taken++;
    });
    expect(taken).toBeGreaterThan(150);
  });

  // The difference that is known: AWS documents that it refuses an option that it does not know; ours may be older than the option
  test.failing.each<[string, Partial<BackupRequest>]>([
    ['an option that we do not know', { BackupOptions: { New: 'enabled' } }],
  ])('%s', async (_name, members) => {
    const request = { ...VALID, ...members };
    if (hasErrors(request)) { return; }
    await aws.startBackupJob(request);
  });
});

test('whatever AWS Backup and Parameter Store answer, CloudFormation gets one answer of at most 4096 bytes', async () => {
  await always(250, FAULTS, async (faults) => {
    harness.reset();
    faults.forEach((fault) => harness.standIn.faults.add(fault));
    await expectOneAnswer(harness, createEvent({ ResourceProperties: properties({ History: HISTORY }), ResponseURL: harness.answerServer.url }));
  });
});

test.each([['texts', EVENT_OF_TEXTS], ['anything', EVENT_OF_ANYTHING]])('whatever the properties are (%s), CloudFormation gets one answer', async (_name, events) => {
  await always(400, events, async (event) => {
    harness.reset();
    await expectOneAnswer(harness, { ...event, ResponseURL: harness.answerServer.url });
  });
});

// Found by the property above with other seeds
test.each([
  ['a timeout that is an object', { WaitPolicy: '{"TimeoutSeconds":{}}' }],
  ['a timeout that is a text', { WaitPolicy: '{"TimeoutSeconds":"an hour"}' }],
  ['a timeout that is not whole', { WaitPolicy: '{"TimeoutSeconds":61.5}' }],
  ['a resource that cannot be shown', { Request: JSON.stringify({ ...VALID, ResourceArn: { toString: false } }) }],
])('%s: CloudFormation gets one answer', async (_name, members) => {
  harness.standIn.script('*', { runningSeconds: 600 });
  await expectOneAnswer(harness, createEvent({ ResponseURL: harness.answerServer.url, ResourceProperties: properties(members) }));
});
