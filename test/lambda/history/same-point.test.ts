import { RECORD } from './fixture';
import { type DescribedPoint, isSamePoint } from '../../../lambda/history/same-point';
import type { HistoryRecord } from '../../../src/request/history/history-record';

const POINT: DescribedPoint = { ResourceArn: RECORD.resourceArn, IamRoleArn: RECORD.iamRoleArn, CreationDate: new Date('2025-11-23T04:00:01Z') };

test.each(['2025-11-23T03:59:00Z', '2025-11-23T04:00:00Z', '2025-11-23T04:10:00Z', '2025-11-23T04:11:00Z'])('a recovery point made at %s is that of the record', (time) => {
  expect(isSamePoint(RECORD, { ...POINT, CreationDate: new Date(time) })).toBe(true);
});

test.each<[string, Partial<DescribedPoint>]>([
  ['of another resource', { ResourceArn: 'other' }],
  ['of an unknown resource', { ResourceArn: undefined }],
  ['of another role', { IamRoleArn: 'other' }],
  ['of an unknown role', { IamRoleArn: undefined }],
  ['made before the job', { CreationDate: new Date('2025-11-23T03:58:59Z') }],
  ['made after the job', { CreationDate: new Date('2025-11-23T04:11:01Z') }],
  ['made at an unknown time', { CreationDate: undefined }],
  ['made at an invalid time', { CreationDate: new Date(NaN) }],
])('a recovery point %s is another one', (_what, members) => {
  expect(isSamePoint(RECORD, { ...POINT, ...members })).toBe(false);
});

test.each<[string, Partial<HistoryRecord>, Partial<DescribedPoint>]>([
  ['without a resource', { resourceArn: '' }, { ResourceArn: '' }],
  ['without a role', { iamRoleArn: '' }, { IamRoleArn: '' }],
  ['without a date', { creationDate: '' }, {}],
  ['with a date that cannot be read', { creationDate: 'x' }, {}],
  ['with an end that cannot be read', { completionDate: 'x' }, {}],
])('a record %s is of no recovery point', (_what, members, point) => {
  expect(isSamePoint({ ...RECORD, ...members }, { ...POINT, ...point })).toBe(false);
});

test('without an end, the job may have run for 14 days', () => {
  const record = { ...RECORD, completionDate: '' };
  expect(isSamePoint(record, { ...POINT, CreationDate: new Date('2025-12-07T04:00:00Z') })).toBe(true);
  expect(isSamePoint(record, { ...POINT, CreationDate: new Date('2025-12-07T04:02:00Z') })).toBe(false);
});
