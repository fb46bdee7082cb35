import { BackupClient } from '@aws-sdk/client-backup';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { FSxClient } from '@aws-sdk/client-fsx';
import { RedshiftServerlessClient } from '@aws-sdk/client-redshift-serverless';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SSMClient } from '@aws-sdk/client-ssm';
import { Duration } from 'aws-cdk-lib';
import fc from 'fast-check';
import { BOTOCORE_VERSION, membersOf, OPERATIONS, violationsOf } from './botocore/model';
import { callsOf } from './iam/calls';
import { SCENARIOS } from './iam/scenarios';
import { handler } from '../../lambda/backup.lambda';
import type { CloudFormationEvent } from '../../lambda/cloudformation/cloudformation-event';
import type { ExecutionState } from '../../src/request/execution/execution-state';
import type { HistoryRecord } from '../../src/request/history/history-record';
import { writeRecord } from '../../src/request/history/write-record';
import { TriggerKind } from '../../src/request/names';
import { validateRequest } from '../../src/request/validate-request';
import { stateMachineDefinition } from '../../src/stack/state-machine-definition';
import { REQUEST } from '../outcomes/generate-request';
import { RECORD } from '../request/history/fixture';
import { createEvent, deleteEvent, FULL_REQUEST, JOB_ID, jobRecord, properties, RECOVERY_POINT_ARN, REQUEST as MINIMAL, requestJson, RESOURCE_ARN, updateEvent, waitPolicy } from '../util/events';
import { captureLogs } from '../util/logs';
import { responseServer } from '../util/response-server';
import { runStateMachine, type StepFunction } from '../util/run-state-machine';
import { requestWith } from '../util/template';

/** Every request to AWS against botocore's service models, which are not those of the SDK that makes them. */

jest.mock('node:timers/promises', () => ({ setTimeout: jest.fn(() => Promise.resolve()) }));
captureLogs();
const server = responseServer();
const START = 'backup:StartBackupJob';
const figures = { generated: 0, valid: 0, calls: 0, operations: new Set<string>() };
const VOLUME_ID = 'fsvol-0123456789abcdef0';
/** All members that one type of resource may have. */
const EVERY_MEMBER = { ...FULL_REQUEST, ResourceArn: 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0123456789abcdef0', Lifecycle: { DeleteAfterDays: 365 }, Index: undefined };
const SEED = Number(process.env.SEED ?? 20251123);

/** A recovery point that has one status after the other, and is gone then. */
function recoveryPoint(...statuses: string[]): () => object {
  const { resourceArn: ResourceArn, iamRoleArn: IamRoleArn, creationDate } = RECORD;
  return () => {
    const Status = statuses.shift();
    const CreationDate = new Date(creationDate);
    if (Status !== undefined) { return { Status, RecoveryPointArn: RECOVERY_POINT_ARN, ResourceArn, IamRoleArn, CreationDate }; }
    throw Object.assign(new Error('gone'), { name: 'ResourceNotFoundException' });
  };
}

afterAll(() => process.stdout.write(`requests: ${figures.valid} of ${figures.generated} generated ones pass our rules, and all of them botocore's ${BOTOCORE_VERSION}; `
  + `${figures.calls} calls of the function to ${figures.operations.size} operations fit it\n`));

describe('StartBackupJob', () => {
  test('has the 11 members that a backup can set', () => {
    expect([...membersOf(START).all].sort()).toEqual(Object.keys(FULL_REQUEST).sort());
    expect(membersOf(START).all).toHaveLength(11);
    expect([...membersOf(START).required].sort()).toEqual(Object.keys(MINIMAL).sort());
  });

  test('takes each generated request that passes our rules', () => {
    fc.assert(fc.property(REQUEST, (request) => {
      figures.generated++;
      if (validateRequest(request).some(({ severity }) => severity === 'error')) { return; }
      figures.valid++;
      expect(violationsOf(START, request)).toEqual([]);
    }), { seed: SEED, numRuns: 3000 });
    expect(figures.valid).toBeGreaterThan(300);
  });

  test('refuses no request for a reason that our rules do not have', () => {
    fc.assert(fc.property(REQUEST, (request) => {
      if (violationsOf(START, request).length === 0) { return; }
      expect(validateRequest(request).filter(({ severity }) => severity === 'error')).not.toEqual([]);
    }), { seed: SEED, numRuns: 3000 });
  });

  test('takes a request with all members, and the one of each prop', () => {
    expect(violationsOf(START, FULL_REQUEST)).toEqual([]);
    const request = requestWith({
      startWindow: Duration.hours(2),
      completionWindow: Duration.hours(9),
      deleteAfter: Duration.days(400),
      moveToColdStorageAfter: Duration.days(30),
      optInToArchiveForSupportedResources: true,
      recoveryPointTags: { team: 'orders' },
      idempotencyToken: 'token',
    });
    // Names that only CloudFormation knows
    expect(violationsOf(START, { ...request, BackupVaultName: 'vault' })).toEqual([]);
  });
});

describe('the calls of the function', () => {
  const HISTORY = { History: '/cdk-on-demand-backup/orders/OrdersBackup' };
  interface Command { readonly input: object; readonly constructor: { readonly name: string } }
  const job = { BackupJobId: JOB_ID, CreationDate: new Date(0), State: 'RUNNING', ResourceArn: RESOURCE_ARN, PercentDone: '1' };
  const inStackAs = (PhysicalResourceId: string) => ({ StackResourceDetail: { PhysicalResourceId, ResourceStatus: 'CREATE_COMPLETE' } });
  let sent: [string, object][] = [];
  let responses: Record<string, (input: object) => object> = {};
  let now = 0;

  /** What AWS responds unless a test says otherwise: everything goes well. */
  const FINE: typeof responses = {
    'backup:StartBackupJob': () => ({ BackupJobId: JOB_ID, CreationDate: new Date(now) }),
    'backup:DescribeBackupJob': () => ({ ...jobRecord(), CreationDate: new Date(now), CompletionDate: new Date(now), BackupSizeInBytes: 1 }),
    'backup:StopBackupJob': () => ({}),
    'backup:DeleteRecoveryPoint': () => ({}),
    'backup:DescribeRecoveryPoint': () => ({ Status: 'DELETING' }),
    'backup:ListBackupJobs': () => ({ BackupJobs: [{ ...job, CreationDate: new Date(now) }] }),
    'backup:ListRecoveryPointsByBackupVault': () => ({ RecoveryPoints: [{ ...jobRecord(), Status: 'COMPLETED', CreationDate: new Date(now), BackupSizeInBytes: 1 }] }),
    'cloudformation:DescribeStacks': () => ({ Stacks: [{ StackStatus: 'UPDATE_IN_PROGRESS' }] }),
    'cloudformation:DescribeStackResource': () => inStackAs('orders'),
    'fsx:DescribeVolumes': () => ({ Volumes: [{ ResourceARN: 'arn:aws:fsx:eu-west-1:111122223333:volume/fs-01234567/fsvol-0123456789abcdef0' }] }),
    'redshift-serverless:GetNamespace': () => ({ namespace: { namespaceArn: 'arn:aws:redshift-serverless:eu-west-1:111122223333:namespace/1f0a4d52' } }),
    'sfn:StartExecution': () => ({ executionArn: 'arn' }),
    'ssm:GetParameter': () => ({ Parameter: { Version: 1, Value: '{}' } }),
    'ssm:GetParameterHistory': () => ({ Parameters: [] }),
    'ssm:PutParameter': () => ({ Version: 1 }),
    'ssm:GetParametersByPath': () => ({ Parameters: [{ Name: `${HISTORY.History}/on-deploy` }] }),
    'ssm:DeleteParameter': () => ({}),
  };

  beforeEach(() => {
    sent = [];
    responses = { ...FINE };
    now = Date.parse('2025-11-23T04:00:00.000Z');
    jest.spyOn(Date, 'now').mockImplementation(() => now);
    const clients = {
      'backup': BackupClient, 'cloudformation': CloudFormationClient, 'fsx': FSxClient, 'redshift-serverless': RedshiftServerlessClient, 'sfn': SFNClient, 'ssm': SSMClient,
    };
    for (const [client, { prototype }] of Object.entries(clients)) {
      jest.spyOn(prototype as { send: (command: unknown) => unknown }, 'send').mockImplementation(async (command) => {
        const { input, constructor } = command as Command;
        const operation = `${client}:${constructor.name.replace(/Command$/, '')}`;
        sent.push([operation, input]);
        const response = responses[operation];
        if (response === undefined) { throw new Error(`the test has no response of ${operation}`); }
        return response(input);
      });
    }
  });

  /** From the request of CloudFormation to the end of the execution that it starts. */
  async function run(event: CloudFormationEvent): Promise<void> {
    await handler({ ...event, ResponseURL: server.url });
    const [, started] = sent.find(([operation]) => operation === 'sfn:StartExecution') ?? [];
    if (started === undefined) { return; }
    const input = JSON.parse((started as { input: string }).input) as object;
    const invoke: StepFunction = ({ Step, State }) => handler({ Step: Step as string, State: State as ExecutionState });
    await runStateMachine(stateMachineDefinition('fn'), { input, invoke, onWait: (seconds) => { now += seconds * 1000; } });
  }

  const inStack = (Type: string) => JSON.stringify({ StackName: 'orders', LogicalResourceIds: ['Orders'], Type });
  const withoutArn = JSON.stringify({ BackupVaultName: 'vault', IamRoleArn: MINIMAL.IamRoleArn });
  const located = (Type: string) => {
    const [OldResourceProperties, ResourceProperties] = ['1', '2'].map((Revision) =>
      properties({ Request: withoutArn, Resource: inStack(Type), Trigger: TriggerKind.BEFORE_CHANGE, Revision }));
    return updateEvent({ OldResourceProperties, ResourceProperties });
  };
  const waiting = (how: Parameters<typeof waitPolicy>[0]) => properties({ WaitPolicy: JSON.stringify(waitPolicy(how)) });
  const creation = (Request: string) => createEvent({ ResourceProperties: properties({ Request }) });
  const changed = updateEvent({ ResourceProperties: properties({ ...HISTORY, Request: requestJson({ StartWindowMinutes: 90 }) }) });
  const destroying = deleteEvent({ ResourceProperties: { ...waiting({ Destroy: true }), ...HISTORY } });
  const recorded = (...records: readonly HistoryRecord[]) => () =>
    ({ Parameters: records.map((record, index) => ({ Value: writeRecord(record), Version: index + 1 })) });
  const older = { ...RECORD, backupJobId: 'older', recoveryPointArn: `${RECORD.recoveryPointArn}0`, creationDate: '2025-11-20T04:00:00.000Z', completionDate: '2025-11-20T04:10:00.000Z', idempotencyKey: 'a' };
  const oldest = { ...older, backupJobId: 'oldest', recoveryPointArn: `${RECORD.recoveryPointArn}1`, creationDate: '2025-11-19T04:00:00.000Z', completionDate: '2025-11-19T04:10:00.000Z', idempotencyKey: 'b', fingerprint: 'b' };

  interface Case {
    readonly name: string;
    readonly event: CloudFormationEvent;
    /** What the function calls among others. */
    readonly calls: readonly string[];
    readonly responses?: typeof responses;
  }
  const deleted = { 'cloudformation:DescribeStacks': () => ({ Stacks: [{ StackStatus: 'DELETE_IN_PROGRESS', DeletionTime: new Date(now - 60_000) }] }) };
  const CASES: readonly Case[] = [
    { name: 'a creation', event: createEvent(), calls: ['sfn:StartExecution', START, 'backup:DescribeBackupJob'] },
    { name: 'a creation with a history', event: createEvent({ ResourceProperties: properties(HISTORY) }), calls: ['ssm:GetParameter', 'ssm:PutParameter'] },
    { name: 'a creation with an encrypted history', event: createEvent({ ResourceProperties: properties({ ...HISTORY, HistoryKey: 'alias/history' }) }), calls: ['ssm:PutParameter'] },
    {
      name: 'a creation that may use a recovery point of the vault',
      event: createEvent({ ResourceProperties: properties({ ...HISTORY, StartPolicy: '{"MaxAgeSeconds":3600,"ReuseFrom":"VAULT"}' }) }),
      calls: ['backup:ListRecoveryPointsByBackupVault'],
    },
    {
      name: 'a creation that may use a recovery point of its own',
      event: createEvent({ ResourceProperties: properties({ ...HISTORY, StartPolicy: '{"MaxAgeSeconds":3600}' }) }),
      calls: ['ssm:GetParameterHistory', 'ssm:GetParameter', START],
    },
    { name: 'a creation with all members', event: creation(requestJson(EVERY_MEMBER)), calls: [START] },
    { name: 'a change of a table', event: located('AWS::DynamoDB::Table'), calls: ['cloudformation:DescribeStackResource', START] },
    {
      name: 'a change of a volume',
      event: located('AWS::FSx::Volume'),
      calls: ['fsx:DescribeVolumes', START],
      responses: { 'cloudformation:DescribeStackResource': () => inStackAs(VOLUME_ID) },
    },
    {
      name: 'a final backup that goes on in the next link',
      event: deleteEvent({ ResourceProperties: properties({ Trigger: TriggerKind.ON_DELETE, Continued: 'true' }) }),
      calls: ['backup:ListBackupJobs'],
      responses: deleted,
    },
    { name: 'a change of a namespace', event: located('AWS::RedshiftServerless::Namespace'), calls: ['redshift-serverless:GetNamespace', START] },
    { name: 'an update', event: changed, calls: ['ssm:GetParameterHistory', 'cloudformation:DescribeStacks'] },
    {
      name: 'a timeout that stops the job',
      event: createEvent({ ResourceProperties: waiting({ TimeoutSeconds: 120, OnTimeout: 'STOP' }) }),
      calls: ['backup:StopBackupJob'],
      responses: { 'backup:DescribeBackupJob': () => job },
    },
    {
      name: 'a deletion that destroys',
      event: destroying,
      calls: ['ssm:GetParametersByPath', 'ssm:GetParameterHistory', 'backup:DeleteRecoveryPoint', 'backup:DescribeRecoveryPoint', 'ssm:DeleteParameter'],
      responses: { ...deleted, 'ssm:GetParameterHistory': recorded(RECORD), 'backup:DescribeRecoveryPoint': recoveryPoint('AVAILABLE', 'DELETING', 'DELETING') },
    },
    {
      name: 'a creation that lets an older recovery point go',
      event: createEvent({ ResourceProperties: { ...waiting({ KeepLast: 1 }), ...HISTORY } }),
      calls: ['ssm:GetParametersByPath', 'ssm:GetParameterHistory', 'backup:DescribeRecoveryPoint', 'backup:DeleteRecoveryPoint'],
      responses: {
        'cloudformation:DescribeStacks': () => ({ Stacks: [{ StackStatus: 'UPDATE_COMPLETE' }] }),
        'ssm:GetParameterHistory': recorded({ ...oldest, logicalId: '' }, { ...older, logicalId: '' }, RECORD),
        'backup:DescribeRecoveryPoint': (input) => {
          const { RecoveryPointArn } = input as { RecoveryPointArn: string };
          const record = [RECORD, older, oldest].find(({ recoveryPointArn }) => recoveryPointArn === RecoveryPointArn) ?? RECORD;
          return { Status: 'COMPLETED', ResourceArn: record.resourceArn, IamRoleArn: record.iamRoleArn, CreationDate: new Date(record.creationDate) };
        },
      },
    },
    { name: 'a final backup', event: deleteEvent({ ResourceProperties: properties({ Trigger: TriggerKind.ON_DELETE }) }), calls: [START], responses: deleted },
  ];

  test.each(CASES)('fit botocore: $name', async ({ event, calls, responses: others }) => {
    Object.assign(responses, others);
    await run(event);
    expect(sent.map(([operation]) => operation)).toEqual(expect.arrayContaining([...calls]));
    for (const [operation, input] of sent) {
      figures.calls++;
      figures.operations.add(operation);
      expect([operation, violationsOf(operation, input)]).toEqual([operation, []]);
    }
  });

  test('the model has each operation that the function may call', () => {
    const services: Readonly<Record<string, string>> = { states: 'sfn' };
    const allowed = SCENARIOS.flatMap(({ deployed }) => callsOf(deployed())).filter(({ when }) => when !== 'never').map(({ action }) => action.split(':'))
      .filter(([service]) => !['logs', 'iam', 'dynamodb'].includes(service)).map(([service, name]) => `${services[service] ?? service}:${name}`);
    expect([...OPERATIONS].sort()).toEqual([...new Set(allowed)].sort());
  });
});

describe('the check finds', () => {
  test.each<[string, unknown, string]>([
    ['a missing vault', { ...MINIMAL, BackupVaultName: undefined }, '.BackupVaultName is missing'],
    ['a vault with a dot', { ...MINIMAL, BackupVaultName: 'my.vault' }, '.BackupVaultName does not fit'],
    ['a number as a string', { ...MINIMAL, StartWindowMinutes: '60' }, '.StartWindowMinutes is not a whole number'],
    ['a boolean as a string', { ...MINIMAL, Lifecycle: { OptInToArchiveForSupportedResources: 'true' } }, '.Lifecycle.OptInToArchiveForSupportedResources is not a boolean'],
    ['a member of another case', { ...MINIMAL, backupVaultName: 'vault' }, '.backupVaultName is unknown'],
    ['an index that is on', { ...MINIMAL, Index: 'ON' }, '.Index is ON, none of ENABLED'],
    ['an option with a space', { ...MINIMAL, BackupOptions: { WindowsVSS: 'not enabled' } }, '.BackupOptions.WindowsVSS does not fit'],
    ['tags as a list', { ...MINIMAL, RecoveryPointTags: [] }, '.RecoveryPointTags is not an object'],
    ['no object', 'a request', ' is not an object'],
  ])('%s', (_name, request, problem) => {
    expect(violationsOf(START, request)).toContainEqual(expect.stringContaining(problem));
  });

  test('a list that is too long, a number that is too large, a time that is none, an operation that is not there', () => {
    expect(violationsOf('fsx:DescribeVolumes', { VolumeIds: Array<string>(51).fill('fsvol-0123456789abcdef0') })).toHaveLength(1);
    expect(violationsOf('fsx:DescribeVolumes', { VolumeIds: 'fsvol-0123456789abcdef0' })).toEqual(['.VolumeIds is not a list']);
    expect(violationsOf('backup:ListBackupJobs', { MaxResults: 1001 })).toEqual(['.MaxResults: 1001 is not between 1 and 1000']);
    expect(violationsOf('backup:ListBackupJobs', { ByCreatedAfter: 'today' })).toEqual(['.ByCreatedAfter is not a time']);
    expect(() => violationsOf('backup:StartRestoreJob', {})).toThrow('run test/independent/botocore/extract.py');
  });
});
