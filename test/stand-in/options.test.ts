import { closeAll, open, startJob, stateOf } from './util';
import { BackupStandIn, type StandInOptions } from '../../stand-in';

afterEach(closeAll);

test.each<[unknown, string]>([
  [{ colour: 'red' }, 'options.colour is not known'],
  [[], 'options must be an object'],
  [{ port: '80' }, 'options.port must be a number from 0 to 65535, not "80"'],
  [{ port: 80.5 }, 'options.port must be a whole number, not 80.5'],
  [{ port: 65_536 }, 'options.port must be a number from 0 to 65535'],
  [{ host: 1 }, 'options.host must be a string, not 1'],
  [{ clock: {} }, 'options.clock.scale is missing; options.clock.manual is missing'],
  [{ clock: { scale: 0 } }, 'options.clock.scale must be a number, 0.001 or more'],
  [{ clock: { manual: false } }, 'options.clock.manual must be true'],
  [{ quotas: { start: 0 } }, 'options.quotas.start must be a number'],
  [{ quotas: { clock: 'mine' } }, 'options.quotas.clock must be "stand-in" or "wall"'],
  [{ vaults: 'none' }, 'options.vaults must be "any"'],
  [{ vaults: [{ minRetentionDays: 7 }] }, 'options.vaults[0].name is missing'],
  [{ missingVault: 'ignore' }, 'options.missingVault must be "refuse" or "fail-job"'],
  [{ advancedDynamoDb: 'yes' }, 'options.advancedDynamoDb must be a boolean, not "yes"'],
  [{ idempotency: { rememberSeconds: -1 } }, 'options.idempotency.rememberSeconds must be'],
  [{ idempotency: { answer: 'none' } }, 'options.idempotency.answer must be "same-job" or "empty"'],
  [{ signature: 'verified' }, 'options.signature must be "required" or "ignored"'],
  [{ scripts: { '*': { outcome: 'RUNNING' } } }, 'options.scripts["*"].outcome must be "COMPLETED" or'],
  [{ scripts: { '*': [{ children: [{}] }] } }, 'options.scripts["*"][0].children[0].resourceArn is missing'],
  [{ scripts: [] }, 'options.scripts must be an object'],
  [{ defaultScript: { runningSeconds: 'long' } }, 'options.defaultScript.runningSeconds must be'],
  [{ faults: [{ kind: 'slow' }] }, 'options.faults[0].milliseconds is missing'],
  [{ faults: {} }, 'options.faults must be a list'],
  [{ faults: [{ kind: 'malformed', body: 'odd' }] }, 'options.faults[0].body must be "invalid-json"'],
  [{ faults: [{ kind: 'missing', members: 'State' }] }, 'options.faults[0].members must be a list'],
  [{ faults: [{ kind: 'http', status: 100 }] }, 'options.faults[0].status must be a number from 200 to 599'],
  [{ faults: [{ kind: 'error' }] }, 'options.faults[0].error is missing'],
  [{ faults: [{ kind: 'reset', times: 0 }] }, 'options.faults[0].times must be a number, 1 or more'],
  [{ faults: [{ kind: 'reset', operation: 'ListTags' }] }, 'options.faults[0].operation must be "StartBackupJob" or'],
])('the options %j are refused: %s', (options, message) => {
  expect(() => new BackupStandIn(options as StandInOptions)).toThrow(message);
});

test('an undefined option counts as omitted', () => {
  expect(() => new BackupStandIn({ port: undefined, clock: undefined, scripts: undefined })).not.toThrow();
});

test('each stand-in gets a port of its own, and a port can be chosen', async () => {
  const first = await open();
  const second = await open();
  expect(first.endpoint).not.toBe(second.endpoint);
  expect(first.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  const port = Number(new URL(first.endpoint).port);
  await expect(new BackupStandIn({ port }).start()).rejects.toThrow('EADDRINUSE');
  await first.standIn.stop();
  const third = await open({ port });
  expect(third.endpoint).toBe(first.endpoint);
});

test('the option host sets the address', async () => {
  const { endpoint, client } = await open({ host: '::1' });
  expect(endpoint).toMatch(/^http:\/\/\[::1\]:\d+$/);
  await startJob(client);
});

test('a stand-in has an endpoint only while it runs', async () => {
  const standIn = new BackupStandIn();
  expect(() => standIn.endpoint).toThrow('not running');
  await standIn.start();
  expect(standIn.endpoint).toContain('http');
  await expect(standIn.start()).rejects.toThrow('running already');
  await standIn.stop();
  await standIn.stop();
  expect(() => standIn.endpoint).toThrow('not running');
});

describe('the clock', () => {
  test('runs 55 minutes in just over a second at scale 3000', async () => {
    let passed = 0;
    const wall = jest.spyOn(performance, 'now').mockImplementation(() => passed);
    const { client } = await open({ clock: { scale: 3000 }, defaultScript: { runningSeconds: 55 * 60 } });
    const id = await startJob(client);
    const states: (string | undefined)[] = [];
    for (passed of [0, 1, 1100, 1101]) { states.push(await stateOf(client, id)); } // created and pending for two thirds of a millisecond
    wall.mockRestore();
    expect(states).toEqual(['CREATED', 'RUNNING', 'RUNNING', 'COMPLETED']);
  });

  test('can be a custom one', async () => {
    let time = Date.parse('2030-01-01T00:00:00Z');
    const { client, standIn } = await open({ clock: { now: () => time } });
    const id = await startJob(client);
    expect(standIn.now).toEqual(new Date('2030-01-01T00:00:00Z'));
    time += 30_000;
    expect(await stateOf(client, id)).toBe('COMPLETED');
    expect(() => standIn.advance(1)).toThrow('manual');
  });
});
