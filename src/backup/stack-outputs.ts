import { CfnOutput, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
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

/** Adds the two outputs of a backup to its stack. */
export function addOutputs(backup: DescribedBackup, props: OnDemandBackupProps): void {
  const prefix = pathInStack(backup);
  addOutput(backup, 'BackupJobId', backup.backupJobId, 'Id of the AWS Backup job', props.backupJobIdOutputName ?? `${prefix}BackupJobId`);
  if (props.waitFor === WaitLevel.ACCEPTED) { return; } // the recovery point is not known yet
  addOutput(backup, 'RecoveryPointArn', backup.recoveryPointArn, 'What to restore from',
    props.recoveryPointArnOutputName ?? `${prefix}RecoveryPointArn`);
}

/** The path of a construct in its stack, as much of it as fits into an output name. */
function pathInStack(construct: IConstruct): string {
  const path = construct.node.path.slice(Stack.of(construct).node.path.length);
  return path.replace(/[^A-Za-z0-9]/g, '').slice(-200);
}

function addOutput(backup: IConstruct, id: string, value: string, description: string, name: string): void {
  new CfnOutput(backup, id, { value, description }).overrideLogicalId(name);
}
