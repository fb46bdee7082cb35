/** The tags that say where a recovery point comes from. Other people search by them: changing one is a breaking change. */
export const ProvenanceTag = {
  /** The name of the outermost stack. */
  STACK: 'cdk-on-demand-backup:stack',
  /** The name of the history of the backup: the path of its construct in that stack, or the name that the user gave. */
  PATH: 'cdk-on-demand-backup:path',
  TRIGGER: 'cdk-on-demand-backup:trigger',
  /** Only where the trigger has one. */
  REVISION: 'cdk-on-demand-backup:revision',
} as const;

/** The keys of all of them. */
export const PROVENANCE_KEYS: readonly string[] = Object.values(ProvenanceTag);

/** What a recovery point comes from. */
export interface Provenance {
  /** The history path of the backup: `/cdk-on-demand-backup/<stack>/<path>`. */
  readonly historyPath: string;
  /** The name of the trigger. */
  readonly trigger: string;
  /** Empty where there is none. */
  readonly revision: string;
}

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
const LONGEST_VALUE = 256;
/**
 * What every service accepts in the value of a tag. Some accept more, such as letters of other alphabets, but a tag that one of them refuses
 * would fail the job. Spaces are missing, because AWS Backup itself accepts them in some tags only.
 *
 * @see https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_BGW_Tag.html
 */
const NOT_ACCEPTED = /[^A-Za-z0-9_.:/=+@-]/gu;

/**
 * The tags of a recovery point by what it comes from. `stack`, `path` and `trigger` are the levels of the name of the parameter that records
 * it. The same origin always has the same tags: a repeated start must not differ.
 */
export function provenanceTags({ historyPath, trigger, revision }: Provenance): Record<string, string> {
  const [, , stack = '', path = ''] = historyPath.split('/');
  const tags = { [ProvenanceTag.STACK]: stack, [ProvenanceTag.PATH]: path, [ProvenanceTag.TRIGGER]: trigger, [ProvenanceTag.REVISION]: revision };
  return Object.fromEntries(Object.entries(tags).filter(([, value]) => value !== '').map(([key, value]) => [key, tagValue(value)]));
}

/** A value as each service accepts it: other characters become `_`, and `aws:` is reserved. */
function tagValue(value: string): string {
  return value.replace(NOT_ACCEPTED, '_').replace(/^aws:/i, '_$&').slice(0, LONGEST_VALUE);
}
