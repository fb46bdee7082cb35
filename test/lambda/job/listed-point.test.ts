import { toListedPoint } from '../../../lambda/job/listed-point';

const NOTHING = { RecoveryPointArn: '', BackupVaultArn: '', ResourceArn: '', ResourceType: '', IamRoleArn: '', Status: '' };

test('what is not known is empty', () => {
  expect(toListedPoint({})).toEqual(NOTHING);
});

test.each([[30, 30], [1, 1], [-1, undefined], [0, undefined], [undefined, undefined]])('a lifecycle of %p days ends after %p', (DeleteAfterDays, days) => {
  expect(toListedPoint({ Lifecycle: { DeleteAfterDays } })).toEqual({ ...NOTHING, DeleteAfterDays: days });
});

test('the calculated date is the end', () => {
  const DeleteAt = new Date(0);
  expect(toListedPoint({ CalculatedLifecycle: { DeleteAt }, Status: 'COMPLETED' })).toEqual({ ...NOTHING, Status: 'COMPLETED', DeleteAt });
});
