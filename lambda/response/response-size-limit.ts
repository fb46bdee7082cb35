import type { CustomResourceResponse, ResponseContent } from './custom-resource-response';
import { keptId, LONGEST_PHYSICAL_ID } from './physical-id';
import type { ResponseAddress } from '../../src/request/execution/execution-state';

/** CloudFormation accepts no longer response. */
const LONGEST_RESPONSE_BYTES = 4096;
/** What a reason keeps when the status message has to give way too. */
const BRIEF_REASON_BYTES = 600;

/**
 * Writes the response as JSON of at most 4096 bytes. The reason gives way first, then the status message, because a backup must not
 * fail for the length of a message; other attributes too long to fit are a failure.
 */
export function writeResponse(address: ResponseAddress, content: ResponseContent): string {
  const { StackId, RequestId, LogicalResourceId } = address;
  const response: CustomResourceResponse = { ...content, StackId, RequestId, LogicalResourceId };
  const tooMany = jsonBytes(response) - LONGEST_RESPONSE_BYTES;
  if (tooMany <= 0) { return JSON.stringify(response); }
  const Reason = shorten(content.Reason, tooMany);
  if (Reason !== '') { return JSON.stringify({ ...response, Reason }); }
  const tooLong = jsonBytes(content.Reason) - BRIEF_REASON_BYTES;
  const brief = { ...response, Reason: tooLong > 0 ? shorten(content.Reason, tooLong) : content.Reason };
  const StatusMessage = shorten(content.Data?.StatusMessage ?? '', jsonBytes(brief) - LONGEST_RESPONSE_BYTES);
  if (StatusMessage !== '') { return JSON.stringify({ ...brief, Data: { ...content.Data, StatusMessage } }); }
  return JSON.stringify({
    ...response,
    Status: 'FAILED',
    Reason: `the attributes of the job are longer than the ${LONGEST_RESPONSE_BYTES} bytes that CloudFormation accepts`,
    PhysicalResourceId: keptId(address, 'FAILED').slice(0, LONGEST_PHYSICAL_ID),
    Data: undefined,
  });
}

/**
 * Cuts at least `bytes` bytes (counted as JSON) off the end of a string; empty when nothing readable would be left.
 *
 * Never ends on half a surrogate pair: as JSON a half takes 6 bytes and the pair 4, so where a half would fit, the pair fits.
 */
function shorten(text: string, bytes: number): string {
  const mark = ' …';
  const longest = jsonBytes(text) - bytes - Buffer.byteLength(mark);
  let short = text.slice(0, Math.max(0, longest));
  while (short !== '' && jsonBytes(short) > longest) {
    short = short.slice(0, -Math.max(1, Math.ceil((jsonBytes(short) - longest) / 6)));
  }
  return short === '' ? '' : short + mark;
}

function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}
