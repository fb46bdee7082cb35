import type { ResponseContent } from '../../../lambda/response/custom-resource-response';
import { writeResponse } from '../../../lambda/response/response-size-limit';
import type { CustomResourceAttributes } from '../../../src/request/custom-resource';
import { FAILED_ID, JOB_ID, jobRecord, PHYSICAL_ID, responseAddress } from '../../util/events';

const LIMIT = 4096;
const ADDRESS = responseAddress({ PhysicalResourceId: 'the-former-id' });
const { StackId, RequestId, LogicalResourceId } = ADDRESS;

function failed(Reason: string): ResponseContent {
  return { Status: 'FAILED', Reason, PhysicalResourceId: JOB_ID };
}

function attributes(overrides: Partial<CustomResourceAttributes> = {}): CustomResourceAttributes {
  const { MessageCategory, PercentDone, ResourceArn, ...known } = jobRecord(overrides);
  return { ...known, Outcome: overrides.Outcome ?? 'succeeded' };
}

function succeeded(overrides: Partial<CustomResourceAttributes> = {}, Reason = 'Backup job completed'): ResponseContent {
  return { Status: 'SUCCESS', Reason, PhysicalResourceId: JOB_ID, Data: attributes(overrides) };
}

/** The response as CloudFormation reads it: it must be complete. */
function read(body: string): ResponseContent {
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(LIMIT);
  return JSON.parse(body) as ResponseContent;
}

/** Bytes that a response has left for its reason. */
const ROOM = LIMIT - Buffer.byteLength(writeResponse(ADDRESS, failed('')));

test('repeats the ids and nothing else of the request', () => {
  expect(JSON.parse(writeResponse(ADDRESS, succeeded()))).toStrictEqual({
    Status: 'SUCCESS',
    Reason: 'Backup job completed',
    PhysicalResourceId: JOB_ID,
    StackId,
    RequestId,
    LogicalResourceId,
    Data: attributes(),
  });
});

test('a failure has no Data', () => {
  expect(JSON.parse(writeResponse(ADDRESS, failed('why')))).toStrictEqual({
    Status: 'FAILED', Reason: 'why', PhysicalResourceId: JOB_ID, StackId, RequestId, LogicalResourceId,
  });
});

describe('a reason', () => {
  test('that just fits stays whole', () => {
    const body = writeResponse(ADDRESS, failed('x'.repeat(ROOM)));
    expect(Buffer.byteLength(body)).toBe(LIMIT);
    expect(read(body).Reason).toBe('x'.repeat(ROOM));
  });

  test('that is one byte too long is cut, and the mark fits too', () => {
    const body = writeResponse(ADDRESS, failed('x'.repeat(ROOM + 1)));
    expect(Buffer.byteLength(body)).toBe(LIMIT);
    expect(read(body).Reason).toBe(`${'x'.repeat(ROOM - 4)} …`);
  });

  test.each([
    ['of two bytes', 'ä'],
    ['of three bytes', '✓'],
    ['of four bytes', '💾'],
    ['of quotes', '"'],
    ['of backslashes', '\\'],
    ['of line breaks', '\n'],
    ['of control characters, six bytes each', '\u0001'],
    ['of all kinds', 'a"\\\n\u0001ä✓💾'],
  ])('%s, at each length around the limit, is cut only when it must be', (_what, letters) => {
    const letterBytes = Buffer.byteLength(JSON.stringify(letters)) - 2;
    for (let count = Math.floor(ROOM / letterBytes) - 2; count < ROOM / letterBytes + 8; count++) {
      for (const before of ['', 'x', 'xx', 'xxx']) {
        const whole = before + letters.repeat(count);
        const body = writeResponse(ADDRESS, failed(whole));
        const { Reason } = read(body);
        if (Buffer.byteLength(JSON.stringify(whole)) - 2 <= ROOM) {
          expect(Reason).toBe(whole);
        } else {
          expect(Reason.endsWith(' …') && whole.startsWith(Reason.slice(0, -2))).toBe(true);
          expect(Reason).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
          expect(Buffer.byteLength(body)).toBeGreaterThan(LIMIT - 16);
        }
      }
    }
  });

  test.each([['plain', 'x'], ['of control characters', '\u0001'], ['of surrogate pairs', '💾']])('of a million letters, %s, is cut quickly', (_what, letter) => {
    const { Reason } = read(writeResponse(ADDRESS, failed(letter.repeat(1_000_000))));
    expect(Reason.length).toBeGreaterThan(500);
  });
});

describe('attributes', () => {
  test('stay whole while the reason is cut', () => {
    const answer = read(writeResponse(ADDRESS, succeeded({}, 'x'.repeat(5000))));
    expect(answer).toMatchObject({ Status: 'SUCCESS', Data: attributes() });
    expect(answer.Reason).toMatch(/^x{1000,} …$/);
  });

  test.each([['plain', 'x', 2000], ['of quotes', '"', 1000], ['of many bytes', '✓', 700]])(
    'do not fail a backup for a long message of the service, %s: the message is cut', (_what, letter, least) => {
      const { Status, Reason, PhysicalResourceId, Data } = read(writeResponse(ADDRESS, succeeded({ StatusMessage: letter.repeat(5000) })));
      expect({ Status, Reason, PhysicalResourceId }).toEqual({ Status: 'SUCCESS', Reason: 'Backup job completed', PhysicalResourceId: JOB_ID });
      const { StatusMessage, ...others } = Data as CustomResourceAttributes;
      expect(StatusMessage.endsWith(' …')).toBe(true);
      expect(StatusMessage.length).toBeGreaterThan(least);
      expect(others).toEqual((({ StatusMessage: _, ...rest }) => rest)(attributes()));
    });

  test.each([['as well', 'm'.repeat(3000)], ['not', '']])('too long, with a message that is long %s, are a failure that says so', (_what, StatusMessage) => {
    const body = writeResponse(ADDRESS, succeeded({ RecoveryPointArn: 'x'.repeat(5000), StatusMessage }));
    expect(read(body)).toStrictEqual({
      Status: 'FAILED',
      Reason: 'the attributes of the job are longer than the 4096 bytes that CloudFormation accepts',
      PhysicalResourceId: 'the-former-id',
      StackId,
      RequestId,
      LogicalResourceId,
    });
  });

  test('too long, on create, are a failure with an id of its own', () => {
    const body = writeResponse(responseAddress(), { ...succeeded({ RecoveryPointArn: 'x'.repeat(5000) }), PhysicalResourceId: PHYSICAL_ID });
    expect(read(body)).toMatchObject({ Status: 'FAILED', PhysicalResourceId: FAILED_ID });
  });
});

test.each([['success', succeeded()], ['failure', failed('why')]])('an endless id of a %s is cut to the longest id that CloudFormation accepts', (_what, content) => {
  const { Status, PhysicalResourceId } = read(writeResponse({ ...ADDRESS, PhysicalResourceId: 'x'.repeat(5000) }, { ...content, PhysicalResourceId: 'x'.repeat(5000) }));
  expect({ Status, PhysicalResourceId }).toEqual({ Status: 'FAILED', PhysicalResourceId: 'x'.repeat(1024) });
});

test('a reason and a message that are both long give way together', () => {
  const content = { ...succeeded({ StatusMessage: '漢'.repeat(3000) }), Reason: '字'.repeat(3000) };
  const { Status, Reason, Data } = read(writeResponse(ADDRESS, content));
  expect(Status).toBe('SUCCESS');
  expect(Buffer.byteLength(Reason)).toBeLessThanOrEqual(600);
  expect(Reason).toMatch(/^字{100,} …$/);
  expect((Data as CustomResourceAttributes).StatusMessage).toMatch(/^漢{500,} …$/);
  expect(Buffer.byteLength(writeResponse(ADDRESS, content))).toBeLessThanOrEqual(4096);
});
