import type { CloudFormationEvent } from './cloudformation-event';
import type { ImmediateDecision } from './decision';
import type { CustomResourceAttributes, CustomResourceProperties } from '../../src/request/custom-resource';
import type { ImmediateResponse } from '../../src/request/execution/execution-state';
import type { HistoryRecord } from '../../src/request/history/history-record';
import { attributesOfRecord } from '../history/attributes-of-record';
import { toJobRecord } from '../job/job-record';
import { attributesOf } from '../response/response-content';

/** The response to a request that needs no job. */
export function immediateResponse({ ResourceProperties }: CloudFormationEvent, decision: ImmediateDecision): ImmediateResponse {
  const { reason: Reason } = decision;
  if (decision.action === 'refuse') { return { Status: 'FAILED', Reason }; }
  const { record } = decision;
  return record === undefined
    ? { Status: 'SUCCESS', Reason, Data: attributesWithoutJob(ResourceProperties, Reason) }
    : { Status: 'SUCCESS', Reason: `${nameOf(record)}: ${Reason}`, Data: attributesOfRecord(record) };
}

function nameOf({ backupJobId, recoveryPointArn }: HistoryRecord): string {
  return backupJobId === '' ? recoveryPointArn || 'No backup job' : `Backup job ${backupJobId}`;
}

/** The attributes without a job: in a chain, those of the previous custom resource. */
function attributesWithoutJob({ ContinuedOutcome, ContinuedStatusMessage }: CustomResourceProperties, reason: string): CustomResourceAttributes {
  const noJob = toJobRecord({ StatusMessage: ContinuedStatusMessage || reason });
  return { ...attributesOf(noJob, undefined), Outcome: ContinuedOutcome ?? '' };
}
