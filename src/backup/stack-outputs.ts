import { CfnOutput, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { OnDemandBackupProps } from '../on-demand-backup-props';
import { WaitLevel } from '../wait-level';

const OUTPUT_NAME = /^[A-Za-z0-9]{1,255}$/;

/** The problems of the output names that a definition asks for. */
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

/** The outputs that a definition asks for although no job of it runs during a deployment. */
export function outputsWithoutJob({ stackOutputs, backupJobIdOutputName, recoveryPointArnOutputName }: OnDemandBackupProps): string[] {
  const wished = Object.entries({ stackOutputs: stackOutputs || undefined, backupJobIdOutputName, recoveryPointArnOutputName })
    .filter(([, value]) => value !== undefined).map(([prop]) => `\`${prop}\``);
  return wished.length === 0 || stackOutputs === false ? [] : [
    `${wished.join(' and ')} ask for outputs, but none of the \`triggers\` runs during a deployment, so there is no job to tell about: `
    + 'add BackupTrigger.onDeploy() or BackupTrigger.beforeChange(), or leave them out',
  ];
}

/** The job that the outputs of a backup name. */
export interface DescribedBackup extends IConstruct {
  readonly backupJobId: string;
  readonly recoveryPointArn: string;
}

/** Adds the two outputs of a backup to its stack. */
export function addOutputs(backup: DescribedBackup, props: OnDemandBackupProps): void {
  const prefix = pathInStack(backup);
  addOutput(backup, 'BackupJobId', backup.backupJobId, 'Id of the AWS Backup job', props.backupJobIdOutputName ?? `${prefix}BackupJobId`);
  if (props.waitFor === WaitLevel.ACCEPTED) { return; } // it is not known yet
  addOutput(backup, 'RecoveryPointArn', backup.recoveryPointArn, 'What to restore from',
    props.recoveryPointArnOutputName ?? `${prefix}RecoveryPointArn`);
}

/** The path of a construct below its stack, as far as an output name can hold it. */
function pathInStack(construct: IConstruct): string {
  const path = construct.node.path.slice(Stack.of(construct).node.path.length);
  return path.replace(/[^A-Za-z0-9]/g, '').slice(-200);
}

function addOutput(backup: IConstruct, id: string, value: string, description: string, name: string): void {
  new CfnOutput(backup, id, { value, description }).overrideLogicalId(name);
}
