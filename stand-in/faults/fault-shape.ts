import { MALFORMED_BODIES, type FaultSpec } from './fault';
import { OPERATION_NAMES } from '../model/operation-name';
import { SERVICE_NAMES } from '../model/service-name';
import { isObject } from '../util/is-object';
import { boolean, check, list, number, object, oneOf, string, whole, type Shape } from '../util/shape';

const TARGET = {
  kind: string,
  service: oneOf(...SERVICE_NAMES),
  operation: oneOf(...OPERATION_NAMES),
  resource: string,
  times: whole(1),
  skip: whole(0),
  perResource: boolean,
  when: oneOf('before', 'after'),
};

const FAULTS: Readonly<Record<FaultSpec['kind'], Shape>> = {
  error: object({ ...TARGET, error: string, message: string }, ['error']),
  throttle: object(TARGET),
  http: object({ ...TARGET, status: whole(200, 599), body: string, contentType: string }, ['status']),
  reset: object(TARGET),
  slow: object({ ...TARGET, milliseconds: number(0) }, ['milliseconds']),
  malformed: object({ ...TARGET, body: oneOf(...MALFORMED_BODIES) }, ['body']),
  missing: object({ ...TARGET, members: list(string) }, ['members']),
};

export const faultSpec: Shape = (value, path) => {
  const kind = isObject(value) ? value.kind : undefined;
  const isKnown = typeof kind === 'string' && Object.hasOwn(FAULTS, kind);
  return isKnown ? FAULTS[kind as FaultSpec['kind']](value, path) : oneOf(...Object.keys(FAULTS))(kind, `${path}.kind`);
};

export function checkFault(value: unknown): FaultSpec {
  return check<FaultSpec>(faultSpec, value, 'fault');
}
