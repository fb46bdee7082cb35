import type { Harness } from './harness';
import { theAnswer } from './verify';
import type { CloudFormationEvent } from '../../lambda/cloudformation/cloudformation-event';
import type { CustomResourceResponse } from '../../lambda/response/custom-resource-response';

let requests = 0;

/** An event as a request of its own, which the harness answers. */
export function ofNewRequest(harness: Harness, event: CloudFormationEvent): CloudFormationEvent {
  return { ...event, RequestId: `request-${++requests}`, ResponseURL: harness.answerServer.url };
}

/** The answer to a request of its own, after all is over. */
export async function answerTo(harness: Harness, event: CloudFormationEvent): Promise<CustomResourceResponse> {
  const delivered = ofNewRequest(harness, event);
  harness.deliver(delivered);
  await harness.settle();
  return theAnswer(harness, delivered);
}
