/** The jobs that a deployment's outputs name, as the AWS API reports them. */
import { BackupClient, DescribeBackupJobCommand, DescribeBackupJobCommandOutput } from '@aws-sdk/client-backup';
import { Environment } from './environments';

const JOB_ID = /BackupJobId$/;

export interface ReportedJob {
  /** The outputs of the backup that the job belongs to. */
  readonly outputs: Record<string, string>;
  readonly job: DescribeBackupJobCommandOutput;
  /** The problem, in one sentence; undefined if the job is as the outputs say. */
  readonly problem?: string;
}

export function backupClient({ AWS_ENDPOINT_URL_BACKUP, AWS_ENDPOINT_URL, ...environment }: Environment): BackupClient {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'; // our oldest supported Node.js is older than it likes
  return new BackupClient({
    endpoint: AWS_ENDPOINT_URL_BACKUP ?? AWS_ENDPOINT_URL,
    region: environment.AWS_REGION,
    credentials: environment.AWS_ACCESS_KEY_ID ? {
      accessKeyId: environment.AWS_ACCESS_KEY_ID,
      secretAccessKey: environment.AWS_SECRET_ACCESS_KEY,
      sessionToken: environment.AWS_SESSION_TOKEN,
    } : undefined,
  });
}

/** Describes each job and compares it with the outputs of its backup. */
export async function reportJobs(outputs: Record<string, string>, client: BackupClient): Promise<ReportedJob[]> {
  const names = Object.keys(outputs).filter((name) => JOB_ID.test(name)).sort();
  return Promise.all(names.map(async (name) => {
    const job = await client.send(new DescribeBackupJobCommand({ BackupJobId: outputs[name] }));
    const other = name.replace(JOB_ID, 'RecoveryPointArn');
    return { outputs: { [name]: outputs[name], [other]: outputs[other] }, job, problem: problemOf(job, outputs[other]) };
  }));
}

function problemOf(job: DescribeBackupJobCommandOutput, recoveryPointArn: string): string | undefined {
  if (job.State !== 'COMPLETED') { return `Job ${job.BackupJobId} is ${job.State}, not COMPLETED.`; }
  if (job.RecoveryPointArn !== recoveryPointArn) {
    return `Job ${job.BackupJobId} created ${job.RecoveryPointArn}, but the stack output says ${recoveryPointArn}.`;
  }
  return undefined;
}
