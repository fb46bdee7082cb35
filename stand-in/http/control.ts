import { checkScript } from '../config/option-shapes';
import type { FaultSpec } from '../faults/fault';
import type { BackupStandIn } from '../stand-in';
import { jsonResponse, type HttpResponse } from './http-response';
import type { HttpRequest } from './respond';
import { errorMessage } from '../util/error-message';

/** All paths below this one steer the stand-in, from any language, without a signature. */
export const CONTROL_PATH = '/_stand-in';

type Command = (standIn: BackupStandIn, body: unknown) => object;

const COMMANDS: Readonly<Record<string, Command>> = {
  'GET /': (standIn) => ({ endpoint: standIn.endpoint, now: standIn.now, jobs: standIn.jobs.length, requests: standIn.requests.length }),
  'GET /jobs': (standIn) => ({ jobs: standIn.jobs }),
  'GET /requests': (standIn) => ({ requests: standIn.requests }),
  'GET /faults': (standIn) => ({ faults: standIn.faults.all.map(({ id, spec, hits }) => ({ id, spec, hits })) }),
  'POST /faults': (standIn, body) => ({ id: standIn.faults.add(body as FaultSpec).id }),
  'DELETE /faults': (standIn) => {
    standIn.faults.clear();
    return {};
  },
  'POST /script': (standIn, body) => {
    const { resource, script } = checkScript(body);
    standIn.script(resource, script);
    return {};
  },
  'POST /clock': (standIn, body) => {
    standIn.advance(checkAdvance(body));
    return { now: standIn.now };
  },
  'POST /reset': (standIn) => {
    standIn.reset();
    return {};
  },
};

/** Answers a request to a control path. Whatever is wrong with it is told in `problem`. */
export function control(standIn: BackupStandIn, request: HttpRequest): HttpResponse {
  const name = `${request.method} ${request.url.pathname.slice(CONTROL_PATH.length) || '/'}`;
  const command = COMMANDS[name];
  if (command === undefined) { return jsonResponse(404, { problem: `no command ${name}; there are ${Object.keys(COMMANDS).join(', ')}` }); }
  try {
    return jsonResponse(200, command(standIn, request.body === '' ? {} : JSON.parse(request.body)));
  } catch (error) {
    return jsonResponse(400, { problem: errorMessage(error) });
  }
}

function checkAdvance(body: unknown): number {
  const seconds = (body as { advanceSeconds?: unknown }).advanceSeconds;
  if (typeof seconds !== 'number' || seconds < 0) { throw new Error('advanceSeconds must be a number, 0 or more'); }
  return seconds;
}
