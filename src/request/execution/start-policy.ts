import { isObject } from '../known';

/**
 * How an execution starts its job, besides the request: a change of it starts no job. Travels as JSON, too, so that numbers stay numbers. A
 * missing member is the default.
 */
export interface StartPolicy {
  /** The recovery point gets no provenance tags. */
  readonly NoProvenanceTags?: boolean;
  /** A recovery point that is younger is used instead of a new job. Default: each execution starts a job. */
  readonly MaxAgeSeconds?: number;
  /** Whose recovery points are used: those of anyone in the vault. Default: those of the backup itself. */
  readonly ReuseFrom?: 'VAULT';
}

/** Reads a start policy; undefined without one. An invalid one, or an invalid age, counts as missing: a backup too many does less harm than none. */
export function parseStartPolicy(json: string | undefined): StartPolicy | undefined {
  const policy = parsed(json);
  if (!isObject(policy)) { return undefined; }
  const { MaxAgeSeconds, ...others } = policy as StartPolicy;
  return typeof MaxAgeSeconds === 'number' && MaxAgeSeconds > 0 ? policy : others;
}

function parsed(json: string | undefined): unknown {
  try {
    return json === undefined ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}
