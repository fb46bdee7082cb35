import { createHash } from 'node:crypto';
import type { CustomResourceProperties } from '../../src/request/custom-resource';
import { canonicalJson, sortKeys } from '../../src/request/json';

const LENGTH = 32;

/** The properties whose change starts another job. */
type Fingerprinted = Pick<CustomResourceProperties, 'Request' | 'Revision' | 'DeployTimeValues' | 'Resource'>;

/** A hash of the properties whose change starts another job. The order of members in their JSON does not matter. */
export function fingerprintOf({ Request, Revision, DeployTimeValues, Resource }: Fingerprinted): string {
  const parts = [canonical(Request), Revision ?? null, sortKeys(DeployTimeValues ?? null), canonical(Resource)];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, LENGTH);
}

/** Also for a property that is no string, as the handler gets it from JSON. */
function canonical(json: unknown): unknown {
  return typeof json === 'string' ? canonicalJson(json) : sortKeys(json ?? null);
}
