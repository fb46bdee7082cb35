import { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { TryAgainLaterError } from '../../../lambda/aws/errors';
import { sendResponse } from '../../../lambda/response/send-response';
import { RESPONSE_URL, SIGNATURE } from '../../util/events';
import { responseServer } from '../../util/response-server';

// The pauses between attempts take no time; everything else is real
jest.mock('node:timers/promises', () => ({ setTimeout: jest.fn(() => Promise.resolve()) }));

const server = responseServer();
const BODY = JSON.stringify({ Reason: 'ä ✓ 💾' });
const pauses = () => jest.mocked(sleep).mock.calls.map(([milliseconds]) => milliseconds);

/** The error of a response that cannot be delivered. */
async function failureOf(url: string): Promise<Error> {
  const error: unknown = await sendResponse(url, BODY).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TryAgainLaterError);
  return error as Error;
}

test('puts the body to the signed URL, without a content type', async () => {
  await sendResponse(server.url, BODY);
  expect(server.received).toHaveLength(1);
  const [{ method, url, headers, body }] = server.received;
  expect({ method, url, body }).toEqual({ method: 'PUT', url: `/bucket/response?${SIGNATURE}`, body: BODY });
  expect(headers).toMatchObject({ 'content-type': '', 'content-length': String(Buffer.byteLength(BODY)) });
  expect(headers).not.toHaveProperty('transfer-encoding');
  expect(pauses()).toEqual([]);
});

test.each([
  ['HTTP 500', 500],
  ['HTTP 503', 503],
  ['HTTP 403', 403],
  ['a redirect', 307],
  ['a reset of the connection', 'reset'],
  ['a response that breaks off', 'cut'],
] as const)('tries again after %s', async (_what, behaviour) => {
  server.behaviours = [behaviour, behaviour];
  await sendResponse(server.url, BODY);
  expect(server.received.map(({ body }) => body)).toEqual([BODY, BODY, BODY]);
  expect(pauses()).toEqual([400, 800]);
});

test.each([200, 201, 204])('HTTP %i is the end', async (status) => {
  server.behaviours = [status];
  await sendResponse(server.url, BODY);
  expect(server.received).toHaveLength(1);
});

test.each([
  ['HTTP 500', 500, 'HTTP 500'],
  ['HTTP 403, a URL that expired', 403, 'HTTP 403'],
  ['a reset', 'reset', 'ECONNRESET'],
] as const)('gives up after five times %s, and does not tell the signature', async (_what, behaviour, text) => {
  server.behaviours = new Array(10).fill(behaviour);
  const { message } = await failureOf(server.url);
  expect(message).toContain('CloudFormation did not accept the response: ');
  expect(message).toContain(text);
  expect(message).not.toContain(SIGNATURE);
  expect(server.received).toHaveLength(5);
  expect(pauses()).toEqual([400, 800, 1600, 3200]);
});

test.each([
  ['a port where nobody listens', RESPONSE_URL, 'ECONNREFUSED'],
  ['every address of a host refuses', RESPONSE_URL.replace('127.0.0.1', 'localhost'), 'ECONNREFUSED'],
  ['an unknown host', `http://no-such-host.invalid/?${SIGNATURE}`, 'no-such-host.invalid'],
  ['a server that speaks no TLS', '', 'SSL'],
  ['no URL', `nowhere?${SIGNATURE}`, 'Invalid URL'],
])('says why when it is %s, and hides the signature', async (_what, url, text) => {
  const { message } = await failureOf(url || server.url.replace('http:', 'https:'));
  expect(message).toContain(text);
  expect(message).not.toContain(SIGNATURE);
});

test('waits ten seconds for a response, no longer', async () => {
  const limits: number[] = [];
  const setTimeoutOf = Socket.prototype.setTimeout;
  const spy = jest.spyOn(Socket.prototype, 'setTimeout').mockImplementation(function (this: Socket, limit, callback) {
    limits.push(limit);
    if (limit !== 10_000) { return setTimeoutOf.call(this, limit, callback); }
    const before = server.received.length;
    const look = setInterval(() => { // over as soon as the request has arrived, and not before
      if (server.received.length > before) { this.emit('timeout'); }
      if (server.received.length > before || this.destroyed) { clearInterval(look); }
    }, 5);
    return this;
  });
  try {
    server.behaviours = new Array(10).fill('silent');
    const { message } = await failureOf(server.url);
    expect(message).toBe('CloudFormation did not accept the response: no response in 10000 ms');
    expect(server.received).toHaveLength(5);
    expect(limits).toContain(10_000);
  } finally {
    spy.mockRestore();
  }
});
