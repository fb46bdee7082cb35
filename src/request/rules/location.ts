import { holdsPlaceholder, parseArn } from '../arn';
import { isKnown } from '../known';
import { error, Problem } from '../problem';
import type { RequestFacts } from '../request-facts';

/**
 * Problems of an ARN in another account or Region: a job uses only what is in its own. Copy jobs go elsewhere.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html
 */
export function locationProblems(prop: string, arn: string, facts: RequestFacts): Problem[] {
  const parts = parseArn(arn);
  const start = `\`${prop}\` is ${arn}, in`;
  const problems: Problem[] = [];
  if (differ(parts?.region, facts.region, facts)) {
    problems.push(error(`${prop}InOtherRegion`,
      `${start} another Region than the job (${facts.region}): use one in ${facts.region}, or define the backup in a stack of that Region`));
  }
  if (differ(parts?.account, facts.account, facts)) {
    problems.push(error(`${prop}InOtherAccount`,
      `${start} another account than the job (${facts.account}): use one in ${facts.account}, or define the backup in a stack of that account`));
  }
  return problems;
}

/** Whether both are given (`arn:aws:s3:::bucket` has neither) and known, but differ. */
function differ(ofArn: string | undefined, ofJob: string | undefined, facts: RequestFacts): boolean {
  return Boolean(ofArn) && ofJob !== undefined && ofArn !== ofJob && !holdsPlaceholder(ofArn as string) && isKnown(ofJob, facts);
}
