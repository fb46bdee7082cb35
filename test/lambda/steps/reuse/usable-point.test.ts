import { ago, HOUR, NOW, point } from './fixture';
import type { ListedPoint } from '../../../../lambda/job/listed-point';
import { isUsable, newestUsable, vaultNameOf, type Wanted } from '../../../../lambda/steps/reuse/usable-point';
import { FULL_REQUEST, REQUEST } from '../../../util/events';

const DAY = 24 * HOUR;
const wanted = (members: Partial<Wanted['request']> = {}, maxAgeSeconds = HOUR): Wanted => ({ request: { ...REQUEST, ...members }, maxAgeSeconds, now: NOW });
const after = (from: Date, days: number) => new Date(from.getTime() + days * DAY * 1000);
const young = ago(HOUR / 2);

test.each<[string, Partial<ListedPoint>, boolean]>([
  ['completed', {}, true],
  ['made by another role', { IamRoleArn: 'arn:aws:iam::111122223333:role/plan' }, true],
  ['a little younger than the greatest age', { CreationDate: ago(HOUR - 1) }, true],
  ['of this moment', { CreationDate: ago(0) }, true],
  ['of a clock that is ahead', { CreationDate: ago(-5) }, true],
  ['exactly of the greatest age', { CreationDate: ago(HOUR) }, false],
  ['older', { CreationDate: ago(HOUR + 1) }, false],
  ['of an unknown date', { CreationDate: undefined }, false],
  ['of an invalid date', { CreationDate: new Date(NaN) }, false],
  ['of another resource', { ResourceArn: `${REQUEST.ResourceArn}2` }, false],
  ['of an unknown resource', { ResourceArn: '' }, false],
  ['in another vault', { BackupVaultArn: 'arn:aws:backup:eu-west-1:111122223333:backup-vault:vault2' }, false],
  ['in an unknown vault', { BackupVaultArn: '' }, false],
  ['without a name', { RecoveryPointArn: '' }, false],
  ['continuous', { RecoveryPointArn: 'arn:aws:backup:eu-west-1:111122223333:recovery-point:continuous:orders-1234' }, false],
  ['continuous, of a database', { RecoveryPointArn: 'arn:aws:rds:eu-west-1:111122223333:auto-backup:ab-1234' }, false],
  ...['PARTIAL', 'DELETING', 'EXPIRED', 'AVAILABLE', 'STOPPED', 'CREATING', 'NEW', ''].map((Status): [string, object, boolean] => [`of the status "${Status}"`, { Status }, false]),
])('a recovery point that is %s', (_what, members, expected) => {
  expect(isUsable(point(members), wanted())).toBe(expected);
});

test.each<[string, number | undefined, Partial<ListedPoint>, boolean]>([
  ['for ever, as asked', undefined, {}, true],
  ['for ever, as asked with -1', -1, {}, true],
  ['for a while, when for ever is asked', undefined, { DeleteAt: after(young, 36500) }, false],
  ['for days, when for ever is asked', undefined, { DeleteAfterDays: 36500 }, false],
  ['for a while, when for ever is asked with -1', -1, { DeleteAt: after(young, 36500) }, false],
  ['for ever, when 30 days are asked', 30, {}, true],
  ['exactly 30 days from its creation, as asked', 30, { DeleteAt: after(young, 30) }, true],
  ['a moment less than 30 days', 30, { DeleteAt: new Date(after(young, 30).getTime() - 1) }, false],
  ['longer than asked', 30, { DeleteAt: after(young, 31) }, true],
  ['29 days, when 30 are asked', 30, { DeleteAt: after(young, 29), DeleteAfterDays: 29 }, false],
  ['30 days by a rounded date', 30, { DeleteAt: new Date(after(young, 30).getTime() - HOUR * 1000), DeleteAfterDays: 30 }, true],
  ['30 days without a date', 30, { DeleteAfterDays: 30 }, true],
])('a recovery point is kept %s', (_how, DeleteAfterDays, members, expected) => {
  expect(isUsable(point(members), wanted({ Lifecycle: DeleteAfterDays === undefined ? undefined : { DeleteAfterDays } }))).toBe(expected);
});

test('the vault is the air-gapped one where one is asked for', () => {
  const request = { LogicallyAirGappedBackupVaultArn: FULL_REQUEST.LogicallyAirGappedBackupVaultArn };
  expect(vaultNameOf(REQUEST)).toBe('vault');
  expect(vaultNameOf({ ...REQUEST, ...request })).toBe('air-gapped');
  expect(isUsable(point(), wanted(request))).toBe(false);
  expect(isUsable(point({ BackupVaultArn: FULL_REQUEST.LogicallyAirGappedBackupVaultArn }), wanted(request))).toBe(true);
});

test('the newest of those that are usable is used', () => {
  const points = [
    point({ RecoveryPointArn: 'old', CreationDate: ago(2000) }),
    point({ RecoveryPointArn: 'expired', CreationDate: ago(1), Status: 'EXPIRED' }),
    point({ RecoveryPointArn: 'new', CreationDate: ago(100) }),
    point({ RecoveryPointArn: 'older', CreationDate: ago(3000) }),
  ];
  expect(newestUsable(points, wanted())?.RecoveryPointArn).toBe('new');
  expect(newestUsable(points.slice(1, 2), wanted())).toBeUndefined();
  expect(newestUsable([], wanted())).toBeUndefined();
});
