/**
 * The longest CloudFormation waits for a custom resource.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-customresource.html
 */
const CLOUDFORMATION_WAITS_SECONDS = 3600;
/** Kept back for one more check and for the answer itself, with their retries. */
const RESERVE_SECONDS = 180;

/** When a run that answers CloudFormation must give up, so that a reason arrives and not a timeout. */
export function answerDeadline(now: number): string {
  return new Date(now + (CLOUDFORMATION_WAITS_SECONDS - RESERVE_SECONDS) * 1000).toISOString();
}

/** Seconds left until a deadline; at least 0. */
export function secondsUntil(deadline: string, now: number): number {
  return Math.max(0, Math.floor((Date.parse(deadline) - now) / 1000));
}
