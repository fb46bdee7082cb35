import { arnOf, deploy, drive, jobsOf, resourcesOf, statusOf } from './account';

const STACK = 'AccountRunRollbackOff';

drive('rollback off and express mode', async (findings) => {
  const [table] = await resourcesOf(STACK, 'AWS::DynamoDB::GlobalTable');
  const arn = await arnOf('dynamodb', `table/${table}`);
  const report = async (what: string) => findings.answer(`${what}; the stack is ${await statusOf(STACK)}, with ${(await jobsOf(arn)).length} jobs so far`);

  const failed = deploy('rollback-off', 2, '--no-rollback');
  findings.expect('phase 2 fails', !failed.succeeded);
  await report('an update with a new job that fails elsewhere, rollback off');
  const next = deploy('rollback-off', 3, '--no-rollback');
  await report(`the next update with a new job, rollback off, ${next.succeeded ? 'succeeds' : `fails: ${/[^\n]*replacement[^\n]*/i.exec(next.output)?.[0] ?? ''}`}`);
  if (!next.succeeded) { await report(`with rollback on it ${deploy('rollback-off', 3).succeeded ? 'succeeds' : 'fails'}`); }
  const express = deploy('rollback-off', 4, '--express');
  await report(`an update with a new job in express mode ${express.succeeded ? 'succeeds' : 'fails'} after ${express.seconds} s`);
  findings.expect('a plain update goes on from there', deploy('rollback-off', 5).succeeded);
});
