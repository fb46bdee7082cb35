import { arnOf, deploy, drive, eventsOf, jobsOf, resourcesOf, statusOf } from './account';

const STACK = 'AccountRunFinalBackup';

drive('final backup that fails in the clean-up of an update', async (findings) => {
  const [table] = await resourcesOf(STACK, 'AWS::DynamoDB::GlobalTable');
  const began = new Date();
  const update = deploy('failing-final-backup', 2);
  const jobs = await jobsOf(await arnOf('dynamodb', `table/${table}`), began);
  const attempts = (await eventsOf(STACK)).filter(({ ResourceType, ResourceStatus, Timestamp }) =>
    ResourceType === 'Custom::OnDemandBackup' && ResourceStatus === 'DELETE_IN_PROGRESS' && Number(Timestamp) > Number(began));
  findings.expect(`the update itself ${update.succeeded ? 'succeeds' : 'fails'}; the stack is ${await statusOf(STACK)}`, update.succeeded);
  findings.answer(`${attempts.length} attempts to delete the custom resource, ${jobs.length} jobs, ${update.seconds} s`);
  findings.answer(`reasons: ${[...new Set(jobs.map(({ State, StatusMessage }) => `${State} ${StatusMessage}`))].join('; ')}`);
  const deletions = (await eventsOf(STACK)).filter(({ PhysicalResourceId, ResourceStatus }) => PhysicalResourceId === table && ResourceStatus?.startsWith('DELETE'));
  findings.answer(`the table: ${deletions.map(({ ResourceStatus }) => ResourceStatus).join(', ') || 'no attempt to delete it'}`);
});
