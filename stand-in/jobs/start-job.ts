import { chooseDestination } from './destination';
import type { Job, StartInput } from './job';
import { planJob, type JobScript } from './job-script';
import { recoveryPointArn } from './recovery-point-arn';
import { foreseeOutcome } from './service-outcome';
import { invalidParameter } from '../model/errors';
import type { Caller } from '../model/operation';
import { findResourceType, type ResourceType } from '../rules/resource-types';
import { checkStart } from '../rules/start-rules';
import type { BackupService } from '../service/backup-service';

/** Starts a job and those of its parts. */
export function startJob(service: BackupService, input: StartInput, caller: Caller): Job {
  const resourceArn = input.ResourceArn;
  const script = service.scripts.next(resourceArn);
  const type = typeOf(service, resourceArn, script);
  checkStart(input, type);
  const destination = chooseDestination(service, input, type, caller);
  const outcome = foreseeOutcome(service, input, type);
  const children = (script.children ?? []).map((child) => ({ script: child, type: typeOf(service, child.resourceArn, child) }));
  service.scripts.use(resourceArn); // not before all checks: a refused call uses no script up
  const job = addJob(service, { input, type, destination, caller, script: { ...script, ...outcome } });
  for (const child of children) {
    const childInput = { ...input, ResourceArn: child.script.resourceArn, IdempotencyToken: undefined };
    addJob(service, { ...child, input: childInput, destination, caller, parentId: job.id });
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

function addJob(service: BackupService, { input, type, destination, caller, script, parentId }: NewJob): Job {
  const resourceArn = input.ResourceArn;
  const createdAt = service.now();
  const context = { resourceArn, region: caller.region, accountId: service.accountId, at: new Date(createdAt) };
  return service.jobs.add({
    ...context,
    input,
    type,
    destination,
    createdAt,
    parentId,
    plan: planJob(script),
    recoveryPointArn: recoveryPointArn(type.recoveryPoint, context),
  });
}

function typeOf(service: BackupService, resourceArn: string, script: JobScript): ResourceType {
  const type = findResourceType(resourceArn, service.options.advancedDynamoDb ?? true, script.resourceType);
  if (type === undefined) { throw invalidParameter(`Invalid or unsupported resource ARN: ${resourceArn}`); }
  return type;
}
