import { holdsPlaceholder, parseArn } from './arn';
import { isKnown } from './known';
import { error, Problem } from './problem';
import type { RequestFacts } from './request-facts';

/**
 * A job runs in one account and Region, with what is there: copy jobs go elsewhere.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html
 */
export function locationProblems(prop: string, arnText: string, facts: RequestFacts): Problem[] {
  const arn = parseArn(arnText);
  const start = `\`${prop}\` is ${arnText}, in`;
  const problems: Problem[] = [];
  if (differ(arn?.region, facts.region, facts)) {
    problems.push(error(`${prop}InOtherRegion`,
      `${start} another Region than the job (${facts.region}): use one in ${facts.region}, or define the backup in a stack of that Region`));
  }
  if (differ(arn?.account, facts.account, facts)) {
    problems.push(error(`${prop}InOtherAccount`,
      `${start} another account than the job (${facts.account}): use one in ${facts.account}, or define the backup in a stack of that account`));
  }
  return problems;
}

/** Whether both are there (`arn:aws:s3:::bucket` has neither), known, and not the same. */
function differ(there: string | undefined, here: string | undefined, facts: RequestFacts): boolean {
  return Boolean(there) && here !== undefined && there !== here && !holdsPlaceholder(there as string) && isKnown(here, facts);
}
