import { partitionOfRegion } from './partition-of-region';
import { holdsPlaceholder, parseArn } from '../../arn';
import type { BackupRequest } from '../../backup-request';
import { knownString, show } from '../../known';
import { error, Problem } from '../../problem';
import type { RequestFacts } from '../../request-facts';

/** The partition that an ARN should have, and why. */
interface Expected {
  readonly partition: string;
  readonly because: string;
}

/**
 * Problems of an ARN in another partition than its Region or, where it shows none, than the job: `arn:aws:…` in China or in AWS GovCloud (US).
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function partitionProblems(request: BackupRequest, facts: RequestFacts): Problem[] {
  const resource = knownString(request.ResourceArn, facts);
  const job = ofRegion(knownString(facts.region, facts), 'the job runs in') ?? ofRegionIn(knownString(facts.stackId, facts), 'the job runs in');
  return [
    ...differ('resource', resource, job),
    ...differ('backupVault', knownString(facts.backupVaultArn, facts), job),
    ...differ('logicallyAirGappedBackupVault', knownString(request.LogicallyAirGappedBackupVaultArn, facts), job),
    ...differ('role', knownString(request.IamRoleArn, facts), job ?? ofRegionIn(resource, '`resource` is in')),
  ];
}

/** The problem of one ARN. Its own Region counts first. */
function differ(prop: string, arn: string | undefined, job: Expected | undefined): Problem[] {
  const partition = arn === undefined ? undefined : parseArn(arn)?.partition;
  if (partition === undefined || holdsPlaceholder(partition)) { return []; }
  const expected = ofRegionIn(arn, 'it is in') ?? job;
  if (expected === undefined) {
    return /^aws(-[a-z]+)*$/.test(partition) ? [] : [error(`${prop}PartitionUnknown`,
      `\`${prop}\` is ${show(arn)}, but AWS has no partition "${partition}": begin it with arn:aws:, or arn:aws-cn: in China`)];
  }
  return partition === expected.partition ? [] : [error(`${prop}InOtherPartition`,
    `\`${prop}\` is ${show(arn)}, but ${expected.because}, which belongs to the partition ${expected.partition}: begin it with arn:${expected.partition}:`)];
}

function ofRegionIn(arn: string | undefined, verb: string): Expected | undefined {
  return ofRegion(arn === undefined ? undefined : parseArn(arn)?.region, verb);
}

function ofRegion(region: string | undefined, verb: string): Expected | undefined {
  const partition = region === undefined ? undefined : partitionOfRegion(region);
  return partition === undefined ? undefined : { partition, because: `${verb} ${region}` };
}
