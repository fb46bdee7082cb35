import type { StepError } from '../../src/request/execution/execution-state';

/** What an error of a step says. Lambda puts an error of the function into `Cause` as JSON; other causes are plain text. */
export function errorMessage({ Error: name, Cause: cause }: StepError): string {
  try {
    const { errorMessage: message } = JSON.parse(cause ?? '') as { errorMessage?: unknown };
    if (typeof message === 'string' && message !== '') { return message; }
  } catch {
    // not JSON: the cause itself says what happened
  }
  return [name, cause].filter((part) => part).join(': ') || 'The step failed without a reason';
}
