import { NOT_ASKED } from '../../../lambda/aws/stack-status';
import type { CloudFormationEvent } from '../../../lambda/cloudformation/cloudformation-event';
import { decide as decideBy } from '../../../lambda/cloudformation/decide';
import type { CustomResourceProperties } from '../../../src/request/custom-resource';
import { properties, requestJson, RESOURCE_ARN, updateEvent } from '../../util/events';

/** Decides by the own status of the stack; undefined when it cannot be known. */
const decide = (event: CloudFormationEvent, status: string | undefined) => decideBy(event, status === undefined ? undefined : { Status: status });

const FINAL = properties({ Trigger: 'ON_DELETE' });

describe('an update of what waits for the deletion of another resource', () => {
  const FORMER = RESOURCE_ARN.replace('fs-0', 'fs-f');
  const OldResourceProperties = { ...FINAL, Request: requestJson({ ResourceArn: FORMER }) };
  const update = (now: Partial<CustomResourceProperties> = {}) => updateEvent({ ResourceProperties: { ...FINAL, ...now }, OldResourceProperties });
  const STARTED = { action: 'start', reason: 'the backed-up resource is replaced, and deleted after the update', resourceArn: FORMER };

  test.each(['UPDATE_IN_PROGRESS', 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', '', undefined])('starts a job of the former one: %s', (status) => {
    expect(decide(update(), status)).toEqual(STARTED);
    expect(decide(update({ Continued: 'false' }), status)).toEqual(STARTED);
  });

  test.each(['{', '{}'])('starts it although the new request names no resource, which fails: %s', (Request) => {
    expect(decide(update({ Request }), 'UPDATE_IN_PROGRESS')).toEqual(STARTED);
  });

  test.each(['UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS'])('starts none in a rollback: %s', (status) => {
    expect(decide(update(), status)).toEqual({ action: 'respond', reason: 'the update is being rolled back: the failed update created what is replaced' });
  });

  test('asks for the status of the stack first', () => {
    expect(decideBy(update(), NOT_ASKED)).toEqual({ action: 'askStack', reason: 'the backed-up resource is replaced, except in a rollback' });
  });

  test('starts none for the next of a chain, which is updated before the first, and does not ask', () => {
    expect(decideBy(update({ Continued: 'true' }), NOT_ASKED).action).toBe('respond');
    for (const status of ['UPDATE_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS', undefined]) {
      expect(decide(update({ Continued: 'true' }), status)).toEqual({ action: 'respond', reason: 'the first custom resource of the chain backs up what is replaced' });
    }
  });
});
