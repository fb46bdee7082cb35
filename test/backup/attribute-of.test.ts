import { Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { BackupTrigger, type IBackupTrigger, type OnDemandBackupProps } from 'cdk-on-demand-backup';
import { alarms, daily, tableWith } from '../triggers/fixture';
import { synthErrorOf } from '../util/synth';
import { flatten } from '../util/template';

describe('the attributes of a backup', () => {
  const jobIdOf = ({ stack, backup }: ReturnType<typeof tableWith>) => flatten(stack.resolve(backup.backupJobId));

  test.each<[string, () => IBackupTrigger[], RegExp]>([
    ['onDeploy', () => [BackupTrigger.onDeploy(), BackupTrigger.beforeChange()], /^<BackupOnDeploy[0-9A-F]{8}.BackupJobId>$/],
    ['onDeploy behind beforeChange, which may have no job', () => [BackupTrigger.beforeChange(), BackupTrigger.onDeploy()], /^<BackupOnDeploy[0-9A-F]{8}.BackupJobId>$/],
    ['beforeChange', () => [BackupTrigger.onDelete(), daily(), BackupTrigger.beforeChange()], /^<BackupBeforeChange[0-9A-F]{8}.BackupJobId>$/],
  ])('describe the job of the first trigger that runs in a deployment: %s', (_name, triggers, id) => {
    expect(jobIdOf(tableWith({ triggers: triggers() }))).toMatch(id);
  });

  test('come from the last custom resource of a chain', () => {
    expect(jobIdOf(tableWith({ triggers: [BackupTrigger.beforeChange()], timeout: Duration.hours(1) }))).toMatch(/^<BackupBeforeChangeContinued1/);
  });

  test.each<[string, () => IBackupTrigger[]]>([
    ['a schedule', () => [daily()]],
    ['an event', () => [alarms()]],
    ['onDelete', () => [BackupTrigger.onDelete()]],
    ['nothing', () => []],
  ])('are an error with %s, and the stack has no outputs', (_name, triggers) => {
    const { stack, backup } = tableWith({ triggers: triggers() });
    expect(() => backup.recoveryPointArn).toThrow(/RecoveryPointArn is not known in the template, because none of its `triggers` runs during a deployment: add BackupTrigger.onDeploy\(\) or BackupTrigger.beforeChange\(\)/);
    expect(Template.fromStack(stack).findOutputs('*')).toEqual({});
  });

  test.each<[Partial<OnDemandBackupProps>, RegExp]>([
    [{ stackOutputs: true }, /`stackOutputs` ask for outputs, but none of the `triggers` runs during a deployment/],
    [{ backupJobIdOutputName: 'Job', recoveryPointArnOutputName: 'Point' }, /`backupJobIdOutputName` and `recoveryPointArnOutputName` ask for outputs/],
    [{ backupJobIdOutputName: 'Job', stackOutputs: false }, /^$/],
    [{}, /^$/],
  ])('the output props %j of a backup with only a schedule give the error %s', (props, message) => {
    expect(synthErrorOf(tableWith({ triggers: [daily()], ...props }).stack)).toMatch(message);
  });
});
