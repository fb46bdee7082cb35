import type { CloudFormationEvent } from './cloudformation-event';
import type { ImmediateDecision } from './decision';
import type { CustomResourceAttributes, CustomResourceProperties } from '../../src/request/custom-resource';
import type { ImmediateResponse } from '../../src/request/execution-state';
import { toJobRecord } from '../job/job-record';
import { attributesOf } from '../response/response-content';

/** The response to a request that needs no job. */
export function immediateResponse({ ResourceProperties }: CloudFormationEvent, { action, reason }: ImmediateDecision): ImmediateResponse {
  return action === 'refuse'
    ? { Status: 'FAILED', Reason: reason }
    : { Status: 'SUCCESS', Reason: reason, Data: attributesWithoutJob(ResourceProperties, reason) };
}

/** The attributes without a job: in a chain, those of the previous custom resource. */
function attributesWithoutJob({ ContinuedOutcome, ContinuedStatusMessage }: CustomResourceProperties, reason: string): CustomResourceAttributes {
  const noJob = toJobRecord({ StatusMessage: ContinuedStatusMessage || reason });
  return { ...attributesOf(noJob, undefined), Outcome: ContinuedOutcome ?? '' };
}
