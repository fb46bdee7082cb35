import { Stack } from 'aws-cdk-lib';
import { BackupVault } from 'aws-cdk-lib/aws-backup';
import { Role } from 'aws-cdk-lib/aws-iam';
import { OnDemandBackup } from 'cdk-on-demand-backup';
import fc from 'fast-check';
import { DEFINITION, type Definition } from './generate-definition';
import { type CliVersion, HAS_V2, RealCli } from './real-cli';
import { handler } from '../../../lambda/backup.lambda';
import type { ExecutionState } from '../../../src/request/execution/execution-state';
import { captureLogs } from '../../util/logs';
import { type SentStart, StartRecorder } from '../../util/start-recorder';
import { ENV, newStack, propertiesOf } from '../../util/template';

/** The command that a backup prints, in a real shell, with the real AWS CLI: it must send what the handler sends. */

captureLogs();
const SEED = Number(process.env.SEED ?? 20251127);
const DEFINITIONS = 50;
const TOKEN = 'IdempotencyToken';
const recorder = new StartRecorder();

beforeAll(async () => {
  await recorder.open();
  Object.assign(process.env, { AWS_ENDPOINT_URL_BACKUP: recorder.endpoint, AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'handler', AWS_SECRET_ACCESS_KEY: 'handler' });
});
afterAll(() => recorder.close());

/** What CloudFormation puts in place of an intrinsic function. */
function deployed(value: unknown): string {
  if (typeof value === 'string') { return value; }
  const [[intrinsic, argument]] = Object.entries(value as object) as [string, unknown][];
  const known: Record<string, string> = { 'AWS::Region': 'eu-west-1', 'AWS::Partition': 'aws', 'AWS::AccountId': '111122223333' };
  switch (intrinsic) {
    case 'Fn::Join': return ((argument as unknown[])[1] as unknown[]).map(deployed).join((argument as string[])[0]);
    case 'Fn::GetAtt': return (argument as string[])[1] === 'Arn' ? `arn:aws:iam::111122223333:role/${(argument as string[])[0]}` : (argument as string[])[0].slice(0, 50);
    default: return known[argument as string];
  }
}

/** A backup, the command that it prints and the custom resource that makes the handler start its job, as deployed. */
function deploy({ props, vault, airGapped, role, isAgnostic }: Definition): { command: string; state: ExecutionState } {
  const stack = newStack(isAgnostic ? {} : { env: ENV });
  const backup = new OnDemandBackup(stack, 'Backup', {
    ...props,
    backupVault: vault === undefined ? undefined : BackupVault.fromBackupVaultName(stack, 'Vault', vault),
    logicallyAirGappedBackupVault: airGapped === undefined ? undefined : BackupVault.fromBackupVaultArn(stack, 'Gapped', airGapped),
    role: role === undefined ? undefined : Role.fromRoleArn(stack, 'Role', role),
  });
  const command = deployed(Stack.of(backup).resolve(backup.toCliCommand()));
  const [{ Request, ResourceType, History: Path }] = propertiesOf(stack);
  // As if somebody started it by hand, as the command does
  const History = { Path, Recorded: { trigger: 'on-request', revision: '' } };
  const state = { Request: deployed(Request), ResourceType, WaitPolicy: { TimeoutSeconds: 60 }, IdempotencyKey: 'key', History } as unknown as ExecutionState;
  return { command, state };
}

/** What is the same whoever sends it. Without the token that the handler derives; one of the user's stays. */
function comparable({ method, path, body: { [TOKEN]: token, ...body } }: SentStart, { props }: Definition) {
  return { method, path, body: props.idempotencyToken === undefined ? body : { ...body, [TOKEN]: token } };
}

describe.each<[CliVersion, number]>([['v1', DEFINITIONS], ...HAS_V2 ? [['v2', 15]] as [CliVersion, number][] : []])('AWS CLI %s', (version, count) => {
  const cli = new RealCli(version);
  beforeAll(() => cli.open());
  afterAll(() => cli.close());

  const definitions = fc.sample(DEFINITION, { seed: SEED, numRuns: count });

  test(`sends the handler's request for ${count} printed commands`, async () => {
    const members = new Set<string>();
    for (const definition of definitions) {
      const { command, state } = deploy(definition);
      await handler({ Step: 'Start', State: state });
      const ofHandler = recorder.taken();
      await cli.run(command, { AWS_ENDPOINT_URL_BACKUP: recorder.endpoint });
      const ofCli = recorder.taken();
      expect(ofHandler.body[TOKEN]).toEqual(expect.any(String));
      expect([command, comparable(ofCli, definition)]).toEqual([command, comparable(ofHandler, definition)]);
      Object.keys(ofCli.body).forEach((name) => members.add(name));
    }
    process.stdout.write(`cli: ${count} printed commands in AWS CLI ${version} send the requests of the handler, with ${members.size} members\n`);
    if (count === DEFINITIONS) { expect(members.size).toBe(11); }
  });
});
