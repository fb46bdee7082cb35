import { Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Rule } from 'aws-cdk-lib/aws-events';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { BackupRuleTarget, BackupScheduleTarget, BackupTrigger, type IBackupTrigger, type IOnDemandBackup } from 'cdk-on-demand-backup';
import type { IConstruct } from 'constructs';
import { alarms, daily, flaws, isBefore, resource, tableWith } from './triggers/fixture';
import { linksOf } from './util/synth';
import { flatten, warningsOf } from './util/template';
import { idOf } from './util/template-graph';

const stackOf = (construct: IConstruct): Stack => Stack.of(construct);

function errorIn(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}

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

  test('that throws keeps its exception: its type, its message and what it carries', () => {
    class OutOfBudget extends Error {
      public readonly name = 'OutOfBudget';
      public readonly budget = 7;
    }
    const thrown = new OutOfBudget('no backup this month');
    const mine: IBackupTrigger = { bind: () => { throw thrown; } };
    const { backup } = tableWith({ triggers: [] });
    expect(errorIn(() => tableWith({ triggers: [mine] }))).toBe(thrown);
    expect(errorIn(() => backup.addTrigger(mine))).toBe(thrown);
  });

  test.each([
    ['onDeploy', () => BackupTrigger.onDeploy()],
    ['beforeChange', () => BackupTrigger.beforeChange()],
    ['onDelete', () => BackupTrigger.onDelete()],
    ['onSchedule', daily],
    ['onEvent', alarms],
  ])('may pass a proxy of the backup on to %s: jsii hands it another object than the one that was constructed', (_name, trigger) => {
    const handedOn = (wrap: (backup: IOnDemandBackup) => IOnDemandBackup) => {
      const { stack } = tableWith({ triggers: [{ bind: (backup) => trigger().bind(wrap(backup)) }] });
      return Template.fromStack(stack).toJSON() as unknown;
    };
    expect(handedOn((backup) => new Proxy(backup, {}))).toEqual(handedOn((backup) => backup));
  });

  test('may pass a proxy of the backup on to the targets of rules and schedules', () => {
    const handedOn = (wrap: (backup: IOnDemandBackup) => IOnDemandBackup) => {
      const { stack } = tableWith({
        triggers: [{
          bind: (backup) => {
            const rule = new Rule(stackOf(backup), 'Rule', { eventPattern: { source: ['shop'] } });
            rule.addTarget(new BackupRuleTarget(wrap(backup)));
            new Schedule(backup, 'OnSchedule0a1b2c3d', { schedule: ScheduleExpression.rate(Duration.days(1)), target: new BackupScheduleTarget(wrap(backup)) });
            return {};
          },
        }],
      });
      return Template.fromStack(stack).toJSON() as unknown;
    };
    expect(handedOn((backup) => new Proxy(backup, {}))).toEqual(handedOn((backup) => backup));
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
