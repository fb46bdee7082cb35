import { arnOf, deploy, drive, eventsOf, executionsOf, jobsOf, resourcesOf, statusOf } from './account';

const STACK = 'AccountRunFinalBackup';

drive('final backup that fails in the clean-up of an update', async (findings) => {
  const table = (await resourcesOf(STACK, 'AWS::DynamoDB::GlobalTable')).find((name) => !name.includes('Others'));
  const [machine] = await resourcesOf(STACK, 'AWS::StepFunctions::StateMachine');
  const began = new Date();
  const update = deploy('failing-final-backup', 2);
  const jobs = await jobsOf(await arnOf('dynamodb', `table/${table}`), began);
  const attempts = (await eventsOf(STACK)).filter(({ ResourceType, ResourceStatus, Timestamp }) =>
    ResourceType === 'Custom::OnDemandBackup' && ResourceStatus === 'DELETE_IN_PROGRESS' && Number(Timestamp) > Number(began));
  findings.expect(`the update itself ${update.succeeded ? 'succeeds' : 'fails'}; the stack is ${await statusOf(STACK)}`, update.succeeded);
  findings.answer(`${attempts.length} attempts to delete the custom resource, ${jobs.length} jobs, ${update.seconds} s`);
  findings.answer(`reasons: ${[...new Set(jobs.map(({ State, StatusMessage }) => `${State} ${StatusMessage}`))].join('; ')}`);
  const requests = (await executionsOf(machine)).map(({ input }) => input.ResponseAddress as Record<string, string> | undefined)
    .filter((address) => address?.RequestType === 'Delete');
  findings.answer(`requests: ${requests.map((address) => `${address?.RequestId} of ${address?.PhysicalResourceId}`).join(', ')}`);
  findings.answer(`attempts at ${attempts.map(({ Timestamp }) => Timestamp?.toISOString()).join(', ')}`);
  const deletions = (await eventsOf(STACK)).filter(({ PhysicalResourceId, ResourceStatus }) => PhysicalResourceId === table && ResourceStatus?.startsWith('DELETE'));
  findings.answer(`the table: ${deletions.map(({ ResourceStatus }) => ResourceStatus).join(', ') || 'no attempt to delete it'}`);
});
