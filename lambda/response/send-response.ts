import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { TryAgainLaterError } from '../aws/errors';
import { describeError } from '../aws/service-error';

const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 200;
const TIMEOUT_MS = 10_000;

/**
 * Puts a response where CloudFormation waits for it. Retries when that fails: a response that does not arrive leaves the stack waiting
 * for an hour.
 */
export async function sendResponse(responseUrl: string, body: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await put(responseUrl, body);
    } catch (error) {
      // The errors of node:http name the host, never the signed query string
      if (attempt === ATTEMPTS) { throw new TryAgainLaterError(`CloudFormation did not accept the response: ${describeError(error)}`); }
      await sleep(FIRST_PAUSE_MS * 2 ** attempt);
    }
  }
}

function put(responseUrl: string, body: string): Promise<void> {
  const url = new URL(responseUrl);
  const send = url.protocol === 'http:' ? httpRequest : httpsRequest; // plain HTTP: a local AWS
  return new Promise((resolve, reject) => {
    // The URL is signed for an empty content type
    const headers = { 'content-type': '', 'content-length': Buffer.byteLength(body) };
    const outgoing = send(url, { method: 'PUT', headers, timeout: TIMEOUT_MS }, (response) => {
      response.resume();
      response.on('end', () => isAccepted(response.statusCode) ? resolve() : reject(new Error(`HTTP ${response.statusCode}`)));
      response.on('error', reject);
    });
    outgoing.on('timeout', () => outgoing.destroy(new Error(`no response in ${TIMEOUT_MS} ms`)));
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** A redirect accepts nothing: `node:http` does not follow it. */
function isAccepted(status: number = 0): boolean {
  return status >= 200 && status < 300;
}
