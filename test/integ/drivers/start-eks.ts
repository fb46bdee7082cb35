import { arnOf, childrenOf, drive, jobsOf, resourcesOf } from './account';

drive('one start of an EKS cluster', async (findings) => {
  const [name] = await resourcesOf('AccountRunEks', 'AWS::EKS::Cluster');
  const job = (await jobsOf(await arnOf('eks', `cluster/${name}`))).at(-1);
  findings.expect(`AWS Backup has a job: ${job?.BackupJobId}`, job !== undefined);
  findings.answer(`the job of a cluster without volumes is ${job?.State}, category ${job?.MessageCategory}: ${job?.StatusMessage}`);
  findings.answer(`its child jobs: ${await childrenOf(job)}`);
});
