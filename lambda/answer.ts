import type { CustomResourceAttributes } from '../src/request/custom-resource';
import type { AnswerAddress } from '../src/request/machine-state';

/** CloudFormation takes no longer answer. */
const LONGEST_ANSWER_BYTES = 4096;
const LONGEST_ID = 1024;

/**
 * The answer to a custom resource request.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html
 */
export interface Answer {
  readonly Status: 'SUCCESS' | 'FAILED';
  readonly Reason: string;
  readonly PhysicalResourceId: string;
  readonly StackId: string;
  readonly RequestId: string;
  readonly LogicalResourceId: string;
  readonly Data?: CustomResourceAttributes;
}

/** What an answer says, beside the ids that it repeats. */
export type AnswerContent = Pick<Answer, 'Status' | 'Reason' | 'PhysicalResourceId' | 'Data'>;

/**
 * Writes the answer as JSON of at most 4096 bytes. The reason gives way first, then the service's message, because a backup
 * must not fail for the length of a text; other attributes too long to fit are a failure.
 */
export function writeAnswer(address: AnswerAddress, content: AnswerContent): string {
  const { StackId, RequestId, LogicalResourceId } = address;
  const answer: Answer = { ...content, StackId, RequestId, LogicalResourceId };
  const body = JSON.stringify(answer);
  const tooMany = Buffer.byteLength(body) - LONGEST_ANSWER_BYTES;
  if (tooMany <= 0) { return body; }
  const Reason = shorten(content.Reason, tooMany);
  if (Reason !== '') { return JSON.stringify({ ...answer, Reason }); }
  const StatusMessage = shorten(content.Data?.StatusMessage ?? '', tooMany);
  if (StatusMessage !== '') { return JSON.stringify({ ...answer, Data: { ...content.Data, StatusMessage } }); }
  return JSON.stringify({
    ...answer,
    Status: 'FAILED',
    Reason: 'the attributes of the job are longer than the 4096 bytes that CloudFormation takes',
    PhysicalResourceId: content.PhysicalResourceId.slice(0, LONGEST_ID),
    Data: undefined,
  });
}

/**
 * Cuts at least `bytes` bytes (counted as JSON) off the end of a text; empty when nothing readable would be left.
 *
 * Never ends on half a surrogate pair: as JSON a half takes 6 bytes and the pair 4, so where a half would fit, the pair fits.
 */
function shorten(text: string, bytes: number): string {
  const mark = ' …';
  const longest = Buffer.byteLength(JSON.stringify(text)) - bytes - Buffer.byteLength(mark);
  let short = text.slice(0, Math.max(0, longest));
  while (short !== '' && Buffer.byteLength(JSON.stringify(short)) > longest) {
    short = short.slice(0, -Math.max(1, Math.ceil((Buffer.byteLength(JSON.stringify(short)) - longest) / 6)));
  }
  return short === '' ? '' : short + mark;
}
