import { Annotations, App, CfnOutput, Duration, NestedStack, Stack } from 'aws-cdk-lib';
import { BackupTrigger, type OnDemandBackup } from 'cdk-on-demand-backup';
import { newTable, tableResource } from '../triggers/fixture';
import { synthErrorOf } from '../util/synth';
import { define, ENV, newStack, warningsOf } from '../util/template';

const WARNING = /^the stack exports .*use RecoveryHandle\.fromParameterName\(scope, id, backup\.recoveryHandle\.parameterName\).*\[ack: cdk-on-demand-backup:exportedAttribute\]/;

/** A stack that uses an attribute of a backup. */
function user(backup: OnDemandBackup, value = backup.recoveryPointArn, scope = new Stack(backup.node.root as App, 'User')): CfnOutput {
  return new CfnOutput(scope, 'Used', { value });
}

describe('an attribute of a backup', () => {
  test('in its own stack and in those nested in it makes no warning', () => {
    const stack = newStack();
    const backup = define(stack, 'Backup');
    user(backup, backup.recoveryPointArn, stack);
    user(backup, backup.outcome, new NestedStack(stack, 'Nested') as Stack);
    expect([synthErrorOf(stack), warningsOf(stack)]).toEqual(['', []]);
  });

  test('of a nested stack in the one above makes no warning', () => {
    const stack = newStack();
    const nested = new NestedStack(stack, 'Nested');
    user(define(nested, 'Backup'), undefined, stack);
    expect(warningsOf(stack)).toEqual([]);
  });

  test('in another stack is a warning that names the handle, once for the backup', () => {
    const stack = newStack();
    const backup = define(stack, 'Backup');
    user(backup, `${backup.recoveryPointArn} ${backup.backupJobId}`);
    user(backup, backup.recoveryPointArn, new Stack(stack.node.root as App, 'Third'));
    define(stack, 'Unused');
    expect(warningsOf(stack)).toEqual([expect.stringMatching(WARNING)]);
    expect(warningsOf(stack)[0]).toMatch(/^the stack exports (RecoveryPointArn and BackupJobId|BackupJobId and RecoveryPointArn), /);
  });

  test('of a chain, of beforeChange, and of a nested stack, too', () => {
    const stack = newStack();
    const table = newTable(stack);
    const chain = define(stack, 'Chain', { timeout: Duration.hours(4) });
    const before = define(stack, 'Before', { resource: tableResource(table), triggers: [BackupTrigger.beforeChange()] });
    const nested = new NestedStack(new NestedStack(stack, 'Outer'), 'Inner');
    const inner = define(nested, 'Inner');
    user(chain, [chain, before, inner].map((backup) => backup.recoveryPointArn).join());
    expect(warningsOf(stack)).toEqual(Array(3).fill(expect.stringMatching(WARNING)));
  });

  test('in a nested stack of another stack, too', () => {
    const stack = newStack();
    user(define(stack, 'Backup'), undefined, new NestedStack(new Stack(stack.node.root as App, 'Other'), 'Nested'));
    expect(warningsOf(stack)).toEqual([expect.stringMatching(WARNING)]);
  });

  test('in another Region, too', () => {
    const app = new App();
    const stack = new Stack(app, 'Shop', { env: ENV, crossRegionReferences: true });
    user(define(stack, 'Backup'), undefined, new Stack(app, 'User', { env: { ...ENV, region: 'us-east-1' }, crossRegionReferences: true }));
    expect(warningsOf(stack)).toEqual([expect.stringMatching(WARNING)]);
  });

  test.each<[string, (stack: Stack, backup: OnDemandBackup) => void]>([
    ['an output with an export name', (stack, backup) => new CfnOutput(stack, 'Own', { value: backup.backupJobId, exportName: 'job' })],
    ['a part of one', (stack, backup) => new CfnOutput(stack, 'Own', { value: `job ${backup.backupJobId}`, exportName: 'job' })],
    ['exportValue()', (stack, backup) => stack.exportValue(backup.backupJobId)],
  ])('is a warning in %s', (_what, use) => {
    const stack = newStack();
    use(stack, define(stack, 'Backup'));
    expect(warningsOf(stack)).toEqual([expect.stringMatching(/^the stack exports BackupJobId, /)]);
  });

  test('in another stack can be acknowledged', () => {
    const stack = newStack();
    user(define(stack, 'Backup'));
    Annotations.of(stack).acknowledgeWarning('cdk-on-demand-backup:exportedAttribute');
    expect(warningsOf(stack)).toEqual([]);
  });
});
