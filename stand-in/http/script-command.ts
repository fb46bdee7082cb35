import type { JobScript } from '../jobs/job-script';
import { jobScripts } from '../jobs/job-script-shape';
import { check, object, string } from '../util/shape';

/** A script and its resource, as sent over HTTP. */
export interface ScriptCommand {
  readonly resource: string;
  readonly script: JobScript | readonly JobScript[];
}

export function checkScriptCommand(value: unknown): ScriptCommand {
  return check<ScriptCommand>(object({ resource: string, script: jobScripts }, ['resource', 'script']), value, 'command');
}
