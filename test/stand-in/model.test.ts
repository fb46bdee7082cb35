import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as sdk from '@aws-sdk/client-backup';
import { open, closeAll, sendRaw } from './util';
import { defineOperation, writeOutput, type OperationModel } from '../../stand-in/model/operation';
import { OPERATION_NAMES } from '../../stand-in/model/operation-name';
import { readSchema, readStructureOrUnit } from '../../stand-in/model/schema';
import { OPERATIONS } from '../../stand-in/operations/operations';
import { BackupService } from '../../stand-in/service/backup-service';

afterEach(closeAll);

/** The errors that the SDK's own page of a command lists. */
function documentedErrors({ service, name: operation }: OperationModel): string[] {
  const types = join(dirname(require.resolve(`@aws-sdk/client-${service}`)), '..', 'dist-types', 'commands', `${operation}Command.d.ts`);
  return [...readFileSync(types, 'utf8').matchAll(/@throws \{@link (\w+)\}/g)]
    .map(([, name]) => name)
    .filter((name) => !['BackupServiceException', 'SSMServiceException'].includes(name))
    .sort();
}

test.each(OPERATIONS.map((operation): [string, OperationModel] => [operation.name, operation]))('%s declares the errors of the model', (_name, operation) => {
  expect([...operation.errors].sort()).toEqual(documentedErrors(operation));
});

test('a fault can name every operation', () => {
  expect(OPERATIONS.map((operation) => operation.name)).toEqual([...OPERATION_NAMES]);
});

test('the input of StartBackupJob is that of the SDK', () => {
  const { members } = OPERATIONS[0].input;
  expect([...members.keys()].sort()).toEqual([
    'BackupOptions', 'BackupVaultName', 'CompleteWindowMinutes', 'IamRoleArn', 'IdempotencyToken', 'Index', 'Lifecycle',
    'LogicallyAirGappedBackupVaultArn', 'RecoveryPointTags', 'ResourceArn', 'StartWindowMinutes',
  ]);
  expect([...members.values()].filter((member) => member.required).map((member) => member.name).sort()).toEqual(['BackupVaultName', 'IamRoleArn', 'ResourceArn']);
});

test('every structure that the SDK exports for backup jobs and recovery points can be read', () => {
  const names = Object.keys(sdk).filter((name) => /^(Backup|.*BackupJob|.*RecoveryPoint|.*BackupVault).*(Input|Output|Exception)?\$$/.test(name));
  const structures = names
    .map((name): unknown => sdk[name as keyof typeof sdk])
    .filter((schema) => Array.isArray(schema) && [3, -3].includes(schema[0]));
  expect(structures.length).toBeGreaterThan(30);
  for (const schema of structures) { expect(readSchema(schema).kind).toBe('structure'); }
});

test.each<[unknown]>([['text'], [13], [[7, 'ns', 'name', 0, 0]]])('a schema of an unknown kind is refused: %j', (schema) => {
  expect(() => readSchema(schema)).toThrow('of the AWS SDK');
});

test('an input that is not a structure is refused', () => {
  expect(() => readStructureOrUnit(64)).toThrow('not a structure');
});

describe('the output of an operation', () => {
  const output = readStructureOrUnit(sdk.StartBackupJobOutput$);
  test.each<[object, string]>([
    [{ BackupJobId: 1 }, 'BackupJobId must be a string, not 1'],
    [{ JobId: 'a' }, 'JobId is not a member of StartBackupJobOutput'],
    [{ CreationDate: 1 }, 'CreationDate must be a Date, not 1'],
  ])('is refused if it does not fit the model: %j, %s', (members, problem) => {
    expect(() => writeOutput(output, members)).toThrow(problem);
  });

  test('reaches the client as an InternalFailure that names the stand-in if it does not fit the model', async () => {
    const { endpoint } = await open({ clock: { now: () => NaN } });
    const response = await sendRaw(endpoint, 'GET', '/backup-jobs');
    expect(response).toMatchObject({ status: 500, error: 'InternalFailure', problem: expect.stringContaining('stand-in: ') });
  });

  test('omits members without a value', () => {
    expect(writeOutput(output, { BackupJobId: 'a', RecoveryPointArn: undefined, CreationDate: new Date(1500) })).toEqual({ BackupJobId: 'a', CreationDate: 1.5 });
  });

  test('is checked when the operation runs', () => {
    const wrong = defineOperation({ schema: sdk.StartBackupJob$, errors: [], subjects: () => [], run: () => ({ Surprise: true }) });
    expect(() => wrong.run({}, new BackupService({}, OPERATIONS), { region: 'eu-west-1' })).toThrow('Surprise is not a member');
  });
});
