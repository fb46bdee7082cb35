import { PROVENANCE_KEYS, provenanceTags } from '../../src/request/provenance-tags';

const PREFIX = 'cdk-on-demand-backup:';
const tagsOf = (members: Partial<Parameters<typeof provenanceTags>[0]> = {}) =>
  provenanceTags({ historyPath: '/cdk-on-demand-backup/shop/OrdersBackup', trigger: 'on-deploy', revision: '1.4', ...members });

test('the tags are stack, path, trigger and revision, and no others', () => {
  expect(tagsOf()).toEqual({
    'cdk-on-demand-backup:stack': 'shop',
    'cdk-on-demand-backup:path': 'OrdersBackup',
    'cdk-on-demand-backup:trigger': 'on-deploy',
    'cdk-on-demand-backup:revision': '1.4',
  });
  expect(Object.keys(tagsOf())).toEqual(PROVENANCE_KEYS);
});

test('what is not known gets no tag', () => {
  expect(Object.keys(tagsOf({ revision: '' }))).toEqual([`${PREFIX}stack`, `${PREFIX}path`, `${PREFIX}trigger`]);
  expect(tagsOf({ historyPath: 'edited by hand', revision: '' })).toEqual({ [`${PREFIX}trigger`]: 'on-deploy' });
});

test.each([
  ['spaces', 'release 1.4 of\tMay', 'release_1.4_of_May'],
  ['other alphabets, as one character each', 'Größe–日本𝒳', 'Gr__e____'],
  ['what has a meaning in JSON or in a shell', '"{{x}}" & $(rm) \\', '___x________rm___'],
  ['a line break', 'a\nb\r\nc', 'a_b__c'],
  ['a null character', 'a\0b', 'a_b'],
  ['a reserved beginning', 'aws:1', '_aws:1'],
  ['a reserved beginning in capitals', 'AWS:1', '_AWS:1'],
  ['what all services accept', 'az-AZ_09.:/=+@', 'az-AZ_09.:/=+@'],
  ['255 characters', 'r'.repeat(255), 'r'.repeat(255)],
  ['256 characters', 'r'.repeat(256), 'r'.repeat(256)],
  ['257 characters', 'r'.repeat(257), 'r'.repeat(256)],
  ['256 characters with a reserved beginning', `aws:${'r'.repeat(252)}`, `_aws:${'r'.repeat(251)}`],
])('a value is one that each service accepts: %s', (_what, revision, value) => {
  expect(tagsOf({ revision })[`${PREFIX}revision`]).toBe(value);
  expect(tagsOf({ trigger: revision })[`${PREFIX}trigger`]).toBe(value);
});

test('no key has more than 128 characters', () => {
  PROVENANCE_KEYS.forEach((key) => expect(key.length).toBeLessThanOrEqual(128));
});
