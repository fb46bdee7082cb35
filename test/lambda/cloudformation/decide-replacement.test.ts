import { decideBy, decideWith, recordFor } from './fixture';
import { NOT_ASKED } from '../../../lambda/aws/stack-status';
import type { CloudFormationEvent } from '../../../lambda/cloudformation/cloudformation-event';
import { decide as decideOf } from '../../../lambda/cloudformation/decide';
import { NOTHING_ASKED } from '../../../lambda/cloudformation/knowledge/knowledge';
import type { CustomResourceProperties } from '../../../src/request/custom-resource';
import { properties, requestJson, RESOURCE_ARN, updateEvent } from '../../util/events';

/** Decides by the own status of the stack; undefined when it cannot be known. */
const decide = (event: CloudFormationEvent, status: string | undefined) => decideBy(event, status, []);

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
    expect(decideOf(update(), NOTHING_ASKED)).toEqual({ action: 'askStack', reason: 'the backed-up resource is replaced, except in a rollback' });
  });

  test('asks for the history once the stack is known not to be rolled back', () => {
    expect(decideOf(update(), { ...NOTHING_ASKED, stack: { Status: 'UPDATE_IN_PROGRESS' } })).toEqual({ action: 'askHistory', reason: 'the last backup may have failed' });
    expect(decideOf(update(), { ...NOTHING_ASKED, stack: { Status: 'UPDATE_ROLLBACK_IN_PROGRESS' } }).action).toBe('respond');
  });

  describe('when the backup of the former one failed', () => {
    const failed = recordFor(FINAL, { outcome: 'failed', resourceArn: FORMER, recoveryPointArn: '' });
    const back = updateEvent({ ResourceProperties: OldResourceProperties, OldResourceProperties: FINAL });

    test('with rollback off, the return to it starts no backup of the new one', () => {
      for (const status of ['UPDATE_IN_PROGRESS', 'UPDATE_FAILED', undefined]) {
        expect(decideBy(back, status, [failed])).toEqual({ action: 'respond', reason: 'the failed custom resource returns to its last good state' });
      }
    });

    test.each([
      ['that was good', { ...failed, outcome: 'succeeded', recoveryPointArn: 'arn' }],
      ['of other properties', { ...failed, fingerprint: 'other' }],
      ['of another custom resource', { ...failed, logicalId: 'Other' }],
    ])('a backup %s is none to return from', (_what, record) => {
      expect(decideBy(back, 'UPDATE_IN_PROGRESS', [record])).toMatchObject({ action: 'start', resourceArn: RESOURCE_ARN });
    });

    test('replaced once more, it is still the one to back up', () => {
      const resourceArn = RESOURCE_ARN.replace('fs-0', 'fs-e');
      expect(decideBy(back, 'UPDATE_IN_PROGRESS', [{ ...failed, resourceArn }])).toMatchObject({ action: 'start', resourceArn });
    });

    test.each<[string, Partial<CustomResourceProperties>]>([
      ['the timeout', { WaitPolicy: '{"TimeoutSeconds":60}' }],
      ['the role', { Request: requestJson({ IamRoleArn: 'arn:aws:iam::111122223333:role/mended' }) }],
      ['the state machine', { StateMachineArn: 'arn:new' }],
    ])('a retry in which %s changes backs it up again', (_what, changed) => {
      const again = updateEvent({ ResourceProperties: { ...FINAL, ...changed }, OldResourceProperties: FINAL });
      expect(decideOf(again, NOTHING_ASKED).action).toBe('askHistory');
      expect(decideBy(again, 'UPDATE_IN_PROGRESS', [failed])).toEqual(STARTED);
      expect(decideBy(again, 'UPDATE_IN_PROGRESS', [{ ...failed, outcome: 'succeeded' }]).action).toBe('respond');
    });

    test('the next deployment backs it up again', () => {
      expect(decideBy(update(), 'UPDATE_IN_PROGRESS', [failed])).toEqual(STARTED);
    });

    test('a retry in which nothing differs backs it up again, but not in a rollback', () => {
      const again = updateEvent({ ResourceProperties: FINAL, OldResourceProperties: FINAL });
      expect(decideOf(again, NOTHING_ASKED).action).toBe('askHistory');
      expect(decideWith(again, NOT_ASKED, [failed]).action).toBe('askStack');
      expect(decideBy(again, 'UPDATE_IN_PROGRESS', [failed])).toEqual(STARTED);
      expect(decideBy(again, 'UPDATE_ROLLBACK_IN_PROGRESS', [failed]).action).toBe('respond');
      for (const records of [[], undefined, [{ ...failed, outcome: 'succeeded' }], [{ ...failed, resourceArn: RESOURCE_ARN }]]) {
        expect(decideWith(again, NOT_ASKED, records).action).toBe('respond');
      }
    });
  });

  test('starts none for the next of a chain, which is updated before the first, and does not ask', () => {
    expect(decideOf(update({ Continued: 'true' }), NOTHING_ASKED).action).toBe('respond');
    for (const status of ['UPDATE_IN_PROGRESS', 'UPDATE_ROLLBACK_IN_PROGRESS', undefined]) {
      expect(decide(update({ Continued: 'true' }), status)).toEqual({ action: 'respond', reason: 'the first custom resource of the chain backs up what is replaced' });
    }
  });
});
