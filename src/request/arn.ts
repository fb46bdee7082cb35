/** Stands in an ARN for each part that is known only at deploy time. */
export const TOKEN_PLACEHOLDER = '${Token}';

/** The parts of an ARN. Region and account are empty where the service has none: `arn:aws:s3:::bucket`. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  /** Everything after the account. */
  readonly resource: string;
}

/** What stands for a part in the template of an ARN: the partition, the Region, the account, or a name. */
export type ArnLetter = 'P' | 'R' | 'A' | 'N';

/** The shape only, so that a rule can name the part that is wrong. */
const PATTERNS: Readonly<Record<ArnLetter, string>> = { P: '[^:]+', R: '[^:]*', A: '[^:]*', N: '([^:/*?\\n]*)' };

/**
 * Fills the template of an ARN, written as the AWS pages write it, with P for the partition, R for the Region, A for the
 * account and N for a name: `arn:P:ec2:R:A:instance/N`.
 *
 * @param valueOf asked for each letter, from left to right
 */
export function fillArn(template: string, valueOf: (letter: ArnLetter) => string): string {
  return template.replace(/\b[PRAN]\b/g, (letter) => valueOf(letter as ArnLetter));
}

/** A pattern for whole ARNs, from a template for `fillArn`. It checks the shape, not the parts, and captures each name. */
export function arnPattern(template: string): RegExp {
  return new RegExp(`^${fillArn(template, (letter) => PATTERNS[letter])}$`);
}

/**
 * The parts of an ARN; undefined for anything else.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function parseArn(arn: string): Arn | undefined {
  const match = /^arn:([^:]+):([^:]+):([^:]*):([^:]*):(.+)$/.exec(arn);
  return match ? { partition: match[1], service: match[2], region: match[3], account: match[4], resource: match[5] } : undefined;
}

/** Whether a part of the string is known only at deploy time. */
export function holdsPlaceholder(value: string): boolean {
  return value.includes(TOKEN_PLACEHOLDER);
}
