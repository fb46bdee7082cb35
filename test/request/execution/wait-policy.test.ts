import { LONGEST_WAIT_SECONDS, parseWaitPolicy } from '../../../src/request/execution/wait-policy';

const DEFAULT = { TimeoutSeconds: LONGEST_WAIT_SECONDS };

test.each<[string, string | undefined]>([
  ['nothing', undefined],
  ['no JSON', '{'],
  ['null', 'null'],
  ['a list', '[]'],
  ['a string', '"x"'],
  ['no timeout', '{}'],
  ['a timeout that is a string', '{"TimeoutSeconds":"60"}'],
  ['a timeout that is an object', '{"TimeoutSeconds":{}}'],
  ['a timeout that is not whole', '{"TimeoutSeconds":61.5}'],
  ['a timeout of nothing', '{"TimeoutSeconds":0}'],
  ['a timeout longer than CloudFormation waits', '{"TimeoutSeconds":3421}'],
])('the wait policy for %s is the default', (_name, json) => {
  expect(parseWaitPolicy(json)).toEqual(DEFAULT);
});

test('valid members of a wait policy are kept', () => {
  const waitPolicy = { TimeoutSeconds: 60, OnTimeout: 'STOP', WarnOnFailure: true, FailOnIssues: true, Accepted: true, Destroy: true };
  expect(parseWaitPolicy(JSON.stringify(waitPolicy))).toEqual(waitPolicy);
});
