import type { ResponseContent } from './custom-resource-response';
import { keptId } from './physical-id';
import type { CustomResourceAttributes } from '../../src/request/custom-resource';
import type { ResponseAddress, JobRecord, Outcome } from '../../src/request/execution/execution-state';

/** The response for a job with which a deployment can go on. */
export function success(address: ResponseAddress, job: JobRecord, outcome: Outcome | undefined, Reason: string): ResponseContent {
  return { Status: 'SUCCESS', Reason, PhysicalResourceId: keptId(address, 'SUCCESS'), Data: attributesOf(job, outcome) };
}

/** The attributes for `Fn::GetAtt`: all of them, empty when not known. */
export function attributesOf(job: JobRecord, outcome: Outcome | undefined): CustomResourceAttributes {
  const { MessageCategory, PercentDone, ResourceArn, ...known } = job;
  return { ...known, Outcome: outcome ?? '' };
}

/** The response for an execution that fails its deployment. */
export function failure(address: ResponseAddress, Reason: string): ResponseContent {
  return { Status: 'FAILED', Reason, PhysicalResourceId: keptId(address, 'FAILED') };
}
