import { arnOf, drive, eventsOf, jobsOf, statusOf } from './account';

const STACK = 'AccountRunFailedParent';

drive('nested stack of a parent that failed', async (findings) => {
  const status = await statusOf(STACK);
  findings.expect(`the stack is rolled back: ${status}`, status === 'ROLLBACK_COMPLETE');
  const nested = (await eventsOf(STACK)).find(({ LogicalResourceId, PhysicalResourceId }) => LogicalResourceId?.startsWith('Nested') && PhysicalResourceId)?.PhysicalResourceId;
  const events = await eventsOf(nested as string);
  findings.answer(`statuses of the nested stack: ${events.filter(({ ResourceType }) => ResourceType === 'AWS::CloudFormation::Stack').map(({ ResourceStatus }) => ResourceStatus).join(', ')}`);
  const table = events.find(({ ResourceType, PhysicalResourceId }) => ResourceType === 'AWS::DynamoDB::GlobalTable' && PhysicalResourceId)?.PhysicalResourceId;
  const jobs = await jobsOf(await arnOf('dynamodb', `table/${table}`));
  findings.expect(`no final backup: ${jobs.length} jobs`, jobs.length === 0);
});
