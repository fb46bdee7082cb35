import type { BackupRequest } from '../../../src/request/backup-request';
import { additionalMemberProblems, withAdditionalMembers } from '../../../src/request/rules/additional-members';
import { LIFECYCLE_MEMBERS, REQUEST_MEMBERS } from '../../../src/request/rules/members';
import { FULL_REQUEST, REQUEST } from '../../util/events';

const messagesOf = (members: unknown) => additionalMemberProblems(members, {}).map(({ message }) => message);

test.each([[undefined], [{}], [{ NewMember: 'x' }], [{ NewMember: { Deep: [1, true, ''] }, Other: 0 }], [{ Lifecycle: { NewDays: 7 } }]])('accepts %j', (members) => {
  expect(messagesOf(members)).toEqual([]);
});

test.each(REQUEST_MEMBERS.map(({ name, prop }) => [name, prop]))('refuses %s, which has the prop %s', (name, prop) => {
  expect(messagesOf({ [name]: 'x' })).toEqual([`\`additionalRequestMembers\` has ${name}, which has a prop: use ${name === 'Lifecycle'
    ? '`deleteAfter`, `moveToColdStorageAfter` or `optInToArchiveForSupportedResources`' : `\`${prop}\``}`]);
});

test.each(LIFECYCLE_MEMBERS.map(({ name, prop }) => [name, prop]))('refuses Lifecycle.%s, which has the prop %s', (name, prop) => {
  expect(messagesOf({ Lifecycle: { [name]: 7 } })).toEqual([`\`additionalRequestMembers\` has Lifecycle.${name}, which has a prop: use \`${prop}\``]);
});

test.each(['backupVaultName', 'index', 'resource-arn', 'INDEX'])('refuses %s, however it is spelt', (name) => {
  expect(messagesOf({ [name]: 'x' })).toEqual([expect.stringContaining(`has ${name}, which has a prop: use `)]);
});

test.each(['newMember', 'new-member', '', 'New Member', '1New', '__proto__x'])('refuses the name %j', (name) => {
  expect(messagesOf({ [name]: 'x' })).toEqual([expect.stringMatching(/^`additionalRequestMembers` has ".*", but the members of the API are letters and digits, with a capital first/)]);
});

test.each([[null], [undefined]])('refuses a member that is %s', (value) => {
  expect(messagesOf({ NewMember: value })).toEqual([`\`additionalRequestMembers\` has NewMember with the value ${value}: give it a value, or leave it out`]);
});

test.each([['text'], [[]], [7], [null], [true]])('refuses %j in place of an object', (members) => {
  expect(messagesOf(members)).toEqual([expect.stringContaining('but must be an object: give the members of the request by their names in the API')]);
});

test('refuses a deploy-time value', () => {
  expect(additionalMemberProblems({ token: 1 }, { isUnresolved: () => true })).toEqual([expect.objectContaining({ message: expect.stringContaining('is a deploy-time value, but must be an object') })]);
});

test('names all problems', () => {
  expect(messagesOf({ Index: 'x', newOne: 1, Lifecycle: { DeleteAfterDays: 7, NewDays: null } })).toHaveLength(4);
});

test('are added to the request and to its lifecycle, in the order of their names', () => {
  const added = withAdditionalMembers(FULL_REQUEST as BackupRequest, { Zulu: 1, Alpha: 'a', Lifecycle: { NewDays: 7 } });
  expect(added).toEqual({ ...FULL_REQUEST, Alpha: 'a', Zulu: 1, Lifecycle: { ...FULL_REQUEST.Lifecycle, NewDays: 7 } });
  expect(Object.keys(added).slice(-2)).toEqual(['Alpha', 'Zulu']);
  expect(withAdditionalMembers(REQUEST, { Lifecycle: { NewDays: 7 } })).toEqual({ ...REQUEST, Lifecycle: { NewDays: 7 } });
  expect(withAdditionalMembers(REQUEST, undefined)).toEqual(REQUEST);
});
