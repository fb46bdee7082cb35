import { BackupResourceType } from 'cdk-on-demand-backup';
import { NAMES } from './util/cfn-types';

const CONSTANTS = Object.values(BackupResourceType).filter((value) => value instanceof BackupResourceType);

test('each name of the API has its constant', () => {
  expect(CONSTANTS.map(({ name }) => name).sort()).toEqual(NAMES);
});

test('any other name can be given', () => {
  expect(String(BackupResourceType.of('Novelty'))).toBe('Novelty');
});
