import type { HttpRequest } from './http-request';
import { jsonResponse, type HttpResponse } from './http-response';
import type { RecordedRequest } from './recorded-request';
import { checkScriptCommand } from './script-command';
import type { FaultSpec } from '../faults/fault';
import type { FaultRegistry } from '../faults/fault-registry';
import type { JobRecord } from '../jobs/job-record';
import type { JobScript } from '../jobs/job-script';
import type { ParametersView } from '../parameter-store/parameters-view';
import { errorMessage } from '../util/error-message';

/** The paths below this one control the stand-in, from any language, without a signature. */
export const CONTROL_PATH = '/_stand-in';

/** What the control paths use of the stand-in. */
export interface Controllable {
  readonly endpoint: string;
  readonly now: Date;
  readonly jobs: readonly JobRecord[];
  readonly requests: readonly RecordedRequest[];
  readonly parameters: Pick<ParametersView, 'all'>;
  readonly faults: Pick<FaultRegistry, 'all' | 'add' | 'clear'>;
  script(resource: string, scripts: JobScript | readonly JobScript[]): void;
  advance(seconds: number): void;
  reset(): void;
}

type Command = (standIn: Controllable, body: unknown) => object;

const COMMANDS: Readonly<Record<string, Command>> = {
  'GET /': (standIn) => ({ endpoint: standIn.endpoint, now: standIn.now, jobs: standIn.jobs.length, requests: standIn.requests.length }),
  'GET /jobs': (standIn) => ({ jobs: standIn.jobs }),
  'GET /requests': (standIn) => ({ requests: standIn.requests }),
  'GET /parameters': (standIn) => ({ parameters: standIn.parameters.all }),
  'GET /faults': (standIn) => ({ faults: standIn.faults.all.map(({ id, spec, hits }) => ({ id, spec, hits })) }),
  'POST /faults': (standIn, body) => ({ id: standIn.faults.add(body as FaultSpec).id }),
  'DELETE /faults': (standIn) => {
    standIn.faults.clear();
    return {};
  },
  'POST /script': (standIn, body) => {
    const { resource, script } = checkScriptCommand(body);
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

/** Responds to a request to a control path. The member `problem` says what is wrong with it. */
export function control(standIn: Controllable, request: HttpRequest): HttpResponse {
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
