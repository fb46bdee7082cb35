import { chooseDestination } from './destination';
import type { Job } from './job';
import { planJob, type JobScript } from './job-script';
import { recoveryPointArn } from './recovery-point-arn';
import { foreseeOutcome } from './service-outcome';
import type { StartContext } from './start-context';
import type { Caller } from '../model/call';
import { invalidParameter } from '../model/errors';
import type { StartInput } from '../model/start-input';
import { findResourceType, type ResourceType } from '../rules/resource-types';
import { checkStart } from '../rules/start-rules';

/** Starts a job and the jobs of its parts. */
export function startJob(context: StartContext, input: StartInput, caller: Caller): Job {
  const resourceArn = input.ResourceArn;
  const script = context.scripts.next(resourceArn);
  const type = typeOf(context, resourceArn, script);
  checkStart(input, type);
  const destination = chooseDestination(context, input, type, caller);
  const outcome = foreseeOutcome(context, input, type);
  const children = (script.children ?? []).map((child) => ({ script: child, type: typeOf(context, child.resourceArn, child) }));
  context.scripts.use(resourceArn); // after all checks: a refused call does not use up a script
  const job = addJob(context, { input, type, destination, caller, script: { ...script, ...outcome } });
  for (const child of children) {
    const childInput = { ...input, ResourceArn: child.script.resourceArn, IdempotencyToken: undefined };
    addJob(context, { ...child, input: childInput, destination, caller, parentId: job.id });
  }
  return job;
}

interface NewJob {
  readonly input: StartInput;
  readonly type: ResourceType;
  readonly destination: Job['destination'];
  readonly caller: Caller;
  readonly script: JobScript;
  readonly parentId?: string;
}

function addJob(context: StartContext, { input, type, destination, caller, script, parentId }: NewJob): Job {
  const resourceArn = input.ResourceArn;
  const createdAt = context.now();
  const origin = { resourceArn, region: caller.region, accountId: context.accountId, at: new Date(createdAt) };
  return context.jobs.add({
    ...origin,
    input,
    type,
    destination,
    createdAt,
    parentId,
    plan: planJob(script),
    recoveryPointArn: recoveryPointArn(type.recoveryPoint, origin),
  });
}

function typeOf(context: StartContext, resourceArn: string, script: JobScript): ResourceType {
  const type = findResourceType(resourceArn, context.options.advancedDynamoDb ?? true, script.resourceType);
  if (type === undefined) { throw invalidParameter(`Invalid or unsupported resource ARN: ${resourceArn}`); }
  return type;
}
