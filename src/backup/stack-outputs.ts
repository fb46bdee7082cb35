import { createHash } from 'node:crypto';
import { type CfnResource, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { addJobOutput } from './job-output';
import type { OnDemandBackupProps } from '../on-demand-backup-props';
import { WaitLevel } from '../wait-level';

const OUTPUT_NAME = /^[A-Za-z0-9]{1,255}$/;

/** Problems of the output names of a backup. */
export function outputNameProblems(props: OnDemandBackupProps): string[] {
  const names = { backupJobIdOutputName: props.backupJobIdOutputName, recoveryPointArnOutputName: props.recoveryPointArnOutputName };
  const problems = Object.entries(names)
    .filter(([, name]) => name !== undefined && (Token.isUnresolved(name) || !OUTPUT_NAME.test(name)))
    .map(([prop, name]) => `\`${prop}\` is "${name}", but an output name has 1 to 255 letters and digits and nothing else`);
  if (names.backupJobIdOutputName !== undefined && names.backupJobIdOutputName === names.recoveryPointArnOutputName) {
    problems.push(`\`backupJobIdOutputName\` and \`recoveryPointArnOutputName\` are both "${names.backupJobIdOutputName}": give them two names`);
  }
  return problems;
}

/** Reports output props of a backup that runs no job during a deployment. */
export function outputsWithoutJob({ stackOutputs, backupJobIdOutputName, recoveryPointArnOutputName }: OnDemandBackupProps): string[] {
  const used = Object.entries({ stackOutputs: stackOutputs || undefined, backupJobIdOutputName, recoveryPointArnOutputName })
    .filter(([, value]) => value !== undefined).map(([prop]) => `\`${prop}\``);
  return used.length === 0 || stackOutputs === false ? [] : [
    `${used.join(' and ')} ask for outputs, but none of the \`triggers\` runs during a deployment, so no job could fill them: `
    + 'add BackupTrigger.onDeploy() or BackupTrigger.beforeChange(), or leave them out',
  ];
}

/** A backup with the attributes that its outputs show. */
export interface DescribedBackup extends IConstruct {
  readonly backupJobId: string;
  readonly recoveryPointArn: string;
}

/**
 * Adds the two outputs of a backup to its stack.
 *
 * @param job the custom resource that knows the values
 */
export function addOutputs(backup: DescribedBackup, props: OnDemandBackupProps, job: () => CfnResource | undefined): void {
  const prefix = outputPrefix(backup);
  addJobOutput(backup, 'BackupJobId', {
    value: backup.backupJobId,
    description: 'Id of the AWS Backup job',
    name: props.backupJobIdOutputName ?? `${prefix}BackupJobId`,
    nameProp: 'backupJobIdOutputName',
    job,
  });
  if (props.waitFor === WaitLevel.ACCEPTED) { return; } // the recovery point is not known yet
  addJobOutput(backup, 'RecoveryPointArn', {
    value: backup.recoveryPointArn,
    description: 'What to restore from',
    name: props.recoveryPointArnOutputName ?? `${prefix}RecoveryPointArn`,
    nameProp: 'recoveryPointArnOutputName',
    job,
  });
}

/** The paths, in a stack, whose outputs have a prefix already. */
const PREFIXES = new WeakMap<Stack, Map<string, string>>();

/**
 * The path of a construct in its stack, as much of it as fits into an output name. With a hash where another path leaves the same letters and
 * digits: `orders-backup` and `ordersbackup`.
 */
function outputPrefix(construct: IConstruct): string {
  const stack = Stack.of(construct);
  const path = construct.node.path.slice(stack.node.path.length);
  const plain = path.replace(/[^A-Za-z0-9]/g, '').slice(-200);
  const prefixes = PREFIXES.get(stack) ?? new Map<string, string>();
  PREFIXES.set(stack, prefixes);
  const owner = prefixes.get(plain.toLowerCase());
  if (owner !== undefined && owner !== path) { return plain + createHash('sha256').update(path).digest('hex').slice(0, 8).toUpperCase(); }
  prefixes.set(plain.toLowerCase(), path);
  return plain;
}
