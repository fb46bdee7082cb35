import { type Arn, holdsPlaceholder, parseArn } from '../../arn';
import { isKnown } from '../../known';
import { error, Problem } from '../../problem';
import type { RequestFacts } from '../../request-facts';

const WORDS = { region: 'Region', account: 'account' } as const;
type Part = keyof typeof WORDS;

/**
 * Problems of something in another account or Region: a job uses only what is in its own. Copy jobs go elsewhere. An ARN that does not show
 * them is in those of the stack that defines it.
 *
 * @param arn undefined when it is not known
 * @param parts what counts; a role, for example, is of no Region
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_StartBackupJob.html
 */
export function locationProblems(prop: string, arn: string | undefined, facts: RequestFacts, parts: readonly Part[] = ['region', 'account']): Problem[] {
  const known = arn === undefined ? undefined : parseArn(arn);
  return parts.flatMap((part) => ofArn(prop, arn, known, part, facts) ?? ofOwner(prop, part, facts) ?? []);
}

/** The problem of what the ARN itself shows; undefined when it shows nothing, as `arn:aws:s3:::bucket`. */
function ofArn(prop: string, arn: string | undefined, known: Arn | undefined, part: Part, facts: RequestFacts): Problem[] | undefined {
  const value = known?.[part];
  return value ? differ(prop, `${arn}, in another ${WORDS[part]}`, value, part, facts) : undefined;
}

function ofOwner(prop: string, part: Part, facts: RequestFacts): Problem[] | undefined {
  const owner = facts.owners?.[prop];
  return owner && differ(prop, `${owner.path}, in another ${WORDS[part]} (${owner[part]})`, owner[part], part, facts);
}

/** Compares what is known at synth. */
function differ(prop: string, what: string, value: string, part: Part, facts: RequestFacts): Problem[] {
  const ofJob = facts[part];
  if (ofJob === undefined || value === ofJob || holdsPlaceholder(value) || !isKnown(value, facts) || !isKnown(ofJob, facts)) { return []; }
  return [error(`${prop}InOther${part === 'region' ? 'Region' : 'Account'}`,
    `\`${prop}\` is ${what} than the job (${ofJob}): use one in ${ofJob}, or define the backup in a stack of ${part === 'region' ? 'that Region' : 'that account'}`)];
}
