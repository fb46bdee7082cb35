import type { AwsClient } from '../aws/aws-client';
import { RefusedError } from '../aws/errors';
import { log } from '../aws/log';

/** Asks a job to stop. Returns false when it cannot: the jobs of some types never can. */
export async function stopJob(jobId: string, step: string, aws: AwsClient): Promise<boolean> {
  try {
    await aws.stopBackupJob(jobId);
    log('WARN', 'the job was asked to stop', { step, jobId });
    return true;
  } catch (error) {
    if (!(error instanceof RefusedError)) { throw error; }
    log('WARN', 'the job cannot be stopped and goes on', { step, jobId, reason: error.message });
    return false;
  }
}
