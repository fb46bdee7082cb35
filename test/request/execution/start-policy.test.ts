import { parseStartPolicy } from '../../../src/request/execution/start-policy';

test.each<[string, string | undefined, object | undefined]>([
  ['nothing', undefined, undefined],
  ['no JSON', '{', undefined],
  ['no object', '[1]', undefined],
  ['null', 'null', undefined],
  ['an empty one', '{}', {}],
  ['a full one', '{"NoProvenanceTags":true,"MaxAgeSeconds":60,"ReuseFrom":"VAULT"}', { NoProvenanceTags: true, MaxAgeSeconds: 60, ReuseFrom: 'VAULT' }],
  ['an age that is a string', '{"NoProvenanceTags":true,"MaxAgeSeconds":"60"}', { NoProvenanceTags: true }],
  ['an age of zero', '{"MaxAgeSeconds":0}', {}],
  ['a negative age', '{"MaxAgeSeconds":-1}', {}],
])('reads %s', (_what, json, policy) => {
  expect(parseStartPolicy(json)).toEqual(policy);
});
