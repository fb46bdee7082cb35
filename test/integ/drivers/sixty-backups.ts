import { arnOf, deploy, destroy, drive, eventsOf, idOf, jobsOf, outputsOf, recoveryPointsIn, resourcesOf, statusOf } from './account';

const STACK = 'AccountRunSixty';

drive('sixty backups rolled back and destroyed', async (findings) => {
  const tables = await resourcesOf(STACK, 'AWS::DynamoDB::GlobalTable');
  const { VaultName } = await outputsOf(STACK);
  const jobs = async (): Promise<number> => {
    let count = 0;
    for (const table of tables) { count += (await jobsOf(await arnOf('dynamodb', `table/${table}`))).length; }
    return count;
  };
  findings.expect(`${await jobs()} jobs of the creation`, await jobs() === tables.length);

  const update = deploy('sixty-backups', 2);
  findings.expect(`the update fails and is rolled back: ${await statusOf(STACK)}`, !update.succeeded && await statusOf(STACK) === 'UPDATE_ROLLBACK_COMPLETE');
  findings.expect(`each backup ran once more, and none in the rollback: ${await jobs()} jobs`, await jobs() === 2 * tables.length);
  findings.answer(`the update and its rollback took ${update.seconds} s; recovery points: ${await recoveryPointsIn(VaultName)}`);

  const id = await idOf(STACK);
  const deletion = destroy('sixty-backups');
  findings.expect(`the deletion succeeds: ${await statusOf(id)} after ${deletion.seconds} s`, deletion.succeeded);
  const left = await recoveryPointsIn(VaultName);
  findings.expect(`what is left is of the update that was rolled back: ${left}`, left === tables.length);
  const refused = (await eventsOf(id)).filter(({ ResourceType, ResourceStatus }) => ResourceType === 'Custom::OnDemandBackup' && ResourceStatus === 'DELETE_FAILED');
  findings.expect(`no backup refused its deletion: ${refused.map(({ ResourceStatusReason }) => ResourceStatusReason).join('; ')}`, refused.length === 0);
});
