import { arnOf, drive, inWords, jobsOf, resourcesOf } from './account';

drive('first start with a role that is seconds old', async (findings) => {
  const [table] = await resourcesOf('AccountRunFirstStart', 'AWS::DynamoDB::GlobalTable');
  const jobs = await jobsOf(await arnOf('dynamodb', `table/${table}`));
  findings.answer(`jobs until one succeeded: ${jobs.map(inWords).join('; ')}`);
  const [group] = await resourcesOf('AccountRunFirstStart', 'AWS::Logs::LogGroup');
  findings.answer(`starts that were refused are in the log group ${group}`);
});
