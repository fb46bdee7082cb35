import { taggedRequestOf } from '../../../lambda/job/tagged-request-of';
import { ARN } from '../../request/fixture';
import { REQUEST } from '../../util/events';

const recorded = (members: object = {}) =>
  ({ trigger: 'before-change', fingerprint: '', formerFingerprint: '', revision: '', stackId: '', requestId: '', logicalId: '', ...members });
const History = { Path: '/cdk-on-demand-backup/shop/OrdersBackup', Recorded: recorded() };
const TAGS = { 'cdk-on-demand-backup:stack': 'shop', 'cdk-on-demand-backup:path': 'OrdersBackup', 'cdk-on-demand-backup:trigger': 'before-change' };
const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, 'value']));

test('a request gets the provenance tags of its execution', () => {
  expect(taggedRequestOf(REQUEST, { History })).toEqual({ ...REQUEST, RecoveryPointTags: TAGS });
});

test('the revision is a tag, too', () => {
  const tagged = taggedRequestOf(REQUEST, { History: { ...History, Recorded: recorded({ revision: '1.4' }) } });
  expect(tagged.RecoveryPointTags).toEqual({ ...TAGS, 'cdk-on-demand-backup:revision': '1.4' });
});

test('the tags of the user stay, except one that claims another origin', () => {
  const RecoveryPointTags = { 'team': 'orders', 'cdk-on-demand-backup:stack': 'other' };
  expect(taggedRequestOf({ ...REQUEST, RecoveryPointTags }, { History }).RecoveryPointTags).toEqual({ team: 'orders', ...TAGS });
});

test.each([
  ['without a history', {}],
  ['when they are turned off', { History, StartPolicy: { NoProvenanceTags: true } }],
  ['for a Kubernetes cluster by its given type', { History, ResourceType: 'EKS' }],
  ['for a stack by its given type', { History, ResourceType: 'CloudFormation' }],
])('a request stays as it is %s', (_when, state) => {
  expect(taggedRequestOf(REQUEST, state)).toBe(REQUEST);
});

test.each([ARN.stack, 'arn:aws:eks:eu-west-1:111122223333:cluster/orders'])('a request stays as it is for %s', (ResourceArn) => {
  const request = { ...REQUEST, ResourceArn };
  expect(taggedRequestOf(request, { History })).toBe(request);
});

test.each([
  ['a table, with which the advanced features decide', { ResourceArn: ARN.dynamodb }, {}],
  ['a cluster whose type the ARN leaves open', { ResourceArn: ARN.rdsCluster }, {}],
  ['a type newer than this library', {}, { ResourceType: 'Newer' }],
  ['a policy about something else', {}, { StartPolicy: { MaxAgeSeconds: 60 } }],
])('a request is tagged for %s', (_what, members, state) => {
  expect(taggedRequestOf({ ...REQUEST, ...members }, { History, ...state }).RecoveryPointTags).toEqual(TAGS);
});

test('a recovery point never gets more than 50 tags: then those of the user are all', () => {
  const request = (count: number) => ({ ...REQUEST, RecoveryPointTags: tags(count) });
  expect(Object.keys(taggedRequestOf(request(47), { History }).RecoveryPointTags!)).toHaveLength(50);
  expect(taggedRequestOf(request(48), { History })).toEqual(request(48));
});
