/**
 * Any number of definitions in one stack. `BACKUPS` holds their props by id, as JSON: the resource is an ARN, and need not
 * exist for the stand-in.
 */
import { App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { BackupTrigger, OnDemandBackup, type OnDemandBackupProps, WaitLevel } from 'cdk-on-demand-backup';

type Props = Pick<OnDemandBackupProps, 'failOnIssues' | 'onFailure' | 'onTimeout' | 'removalPolicy' | 'waitFor'> & {
  readonly resource: string;
  readonly timeoutMinutes?: number;
};

const { STACK = 'Definitions', BACKUPS = '{}', REVISION } = process.env;

const stack = new Stack(new App(), STACK);
let machine: IStateMachine | undefined;

Object.entries(JSON.parse(BACKUPS) as Record<string, Props>).forEach(([id, { resource, timeoutMinutes, ...props }]) => {
  const backup = new OnDemandBackup(stack, id, {
    ...props,
    resource: BackupResource.fromArn(resource),
    timeout: timeoutMinutes === undefined ? undefined : Duration.minutes(timeoutMinutes),
    triggers: [BackupTrigger.onDeploy({ revision: REVISION })],
  });
  machine = backup.stateMachine; // one for the stack
  if (props.waitFor !== WaitLevel.ACCEPTED) {
    new CfnOutput(stack, `${id}Outcome`, { value: backup.outcome });
    new CfnOutput(stack, `${id}StatusMessage`, { value: backup.statusMessage });
  }
});

if (machine) {new CfnOutput(stack, 'StateMachine', { value: machine.stateMachineArn });}
