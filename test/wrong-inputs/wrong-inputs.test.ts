import { errorOf } from './plain-javascript';
import { WRONG_INPUTS } from './table';

describe.each(Object.entries(WRONG_INPUTS))('%s', (_what, inputs) => {
  test.each(inputs.map((input) => [...input] as const))('%s', (program, ...sentences) => {
    const error = errorOf(program);
    const lines = error?.message.split('\n').map((line) => line.replace(/^- /, '')) ?? [];
    expect(lines.slice(sentences.length === lines.length ? 0 : 1)).toEqual(sentences);
    expect([error?.name, error?.message]).toEqual(['Error', expect.stringMatching(/^(?!.*(Cannot read|is not a function|\[object))/)]);
  });
});

test('the table has at least 80 rows, each with another program', () => {
  const programs = Object.values(WRONG_INPUTS).flat().map(([program]) => program);
  process.stdout.write(`wrong inputs: ${programs.length}\n`);
  expect(programs.length).toBeGreaterThanOrEqual(80);
  expect(new Set(programs).size).toBe(programs.length);
});

test('the programs of the table run when nothing is wrong', () => {
  [
    'define({})', 'run(BackupTrigger.onDelete())', 'new OnDemandBackup(stack, "Backup", { resource: BackupResource.fromDynamoDbTable(table) })',
    'new OnDemandBackup(stack, "Backup", { resource: BackupResource.fromArn(bucket.bucketArn), triggers: [BackupTrigger.onDelete()], executeBefore: [] })',
    'define({ deleteAfter: Duration.days(35), recoveryPointTags: { owner: "shop" }, executeBefore: [migration] })',
    'run(BackupTrigger.onSchedule(ScheduleExpression.expression("cron(0 3 ? * MON *)"), { start: new Date("2030-01-01") }))',
    'run(BackupTrigger.onEvent({ source: ["shop"], detail: { size: [{ numeric: [">", 10] }] } }))',
    'Aspects.of(app).add(new BackupProtection({ deleteAfter: Duration.days(5), recoveryPointTags: { by: "protection" } }))',
    'run({ bind: (backup) => BackupTrigger.onDeploy({ revision: "1" }).bind(backup) })',
    'run({ bind: () => ({}) })',
  ].forEach((program) => expect([program, errorOf(program)?.message]).toEqual([program, undefined]));
});
