import { arnOf, drive, eventsOf, inWords, jobsOf, resourcesOf } from './account';

drive('order of the database and the job', async (findings) => {
  const [database] = await resourcesOf('AccountRunRds', 'AWS::RDS::DBInstance');
  const complete = (await eventsOf('AccountRunRds')).find(({ ResourceType, ResourceStatus }) =>
    ResourceType === 'AWS::RDS::DBInstance' && ResourceStatus === 'CREATE_COMPLETE')?.Timestamp;
  const jobs = await jobsOf(await arnOf('rds', `db:${database}`));
  const seconds = (Number(jobs[0]?.CreationDate) - Number(complete)) / 1000;
  findings.expect(`the first job starts after CREATE_COMPLETE: ${seconds} s`, seconds >= 0);
  findings.answer(`jobs until one succeeded: ${jobs.map(inWords).join('; ')}`);
});
