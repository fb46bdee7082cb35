import { Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BackupTrigger, type IBackupTrigger } from 'cdk-on-demand-backup';
import { flaws, isBefore, resource, tableWith } from './triggers/fixture';
import { linksOf } from './util/synth';
import { flatten, warningsOf } from './util/template';
import { idOf } from './util/template-graph';

describe('a custom trigger of the user', () => {
  test('may return a trigger of this library', () => {
    const mine: IBackupTrigger = { bind: (backup) => BackupTrigger.onDeploy({ revision: 'mine' }).bind(backup) };
    const { stack, backup } = tableWith({ triggers: [mine] });
    expect(linksOf(stack).OnDeploy.Properties.Revision).toBe('mine');
    expect(flatten(stack.resolve(backup.backupJobId))).toMatch(/^<BackupOnDeploy/);
  });

  test('may add its own custom resources, of which one starts the job and another one describes it', () => {
    const mine: IBackupTrigger = {
      bind: (backup) => {
        const firstCustomResource = resource(backup, 'First', { Input: backup.executionInput('mine') });
        return { firstCustomResource, customResource: resource(backup, 'Last', { First: firstCustomResource.ref }) };
      },
    };
    const { stack, table, backup } = tableWith({ triggers: [mine] });
    const [waiting, waitedFor] = ['Waiting', 'WaitedFor'].map((id) => resource(stack, id));
    backup.executeBefore(waiting);
    backup.executeAfter(waitedFor);
    const [first, last] = ['First', 'Last'].map((id) => idOf(backup.node.findChild(id)));
    const template = Template.fromStack(stack).toJSON() as { Resources: Record<string, { DependsOn?: string[] }> };
    expect([template.Resources[first].DependsOn, template.Resources.Waiting.DependsOn]).toEqual([['WaitedFor'], [last]]);
    expect(flatten(stack.resolve(backup.outcome))).toBe(`<${last}.Outcome>`);
    expect(isBefore(stack, idOf(table), first)).toBe(true);
    expect(flaws(stack)).toEqual([]);
  });

  test('may start the state machine in its own way', () => {
    const mine: IBackupTrigger = {
      bind: (backup) => {
        const starter = new Role(backup, 'Starter', { assumedBy: new ServicePrincipal('x.amazonaws.com') });
        backup.grantStart(starter);
        resource(backup, 'Mine', { Input: backup.executionInput('mine'), Machine: backup.stateMachine.stateMachineArn });
        return {};
      },
    };
    const { stack } = tableWith({ triggers: [mine] });
    expect(Template.fromStack(stack).findOutputs('*')).toEqual({});
    expect(warningsOf(stack)).toEqual([]);
    expect(flaws(stack)).toEqual([]);
  });
});
