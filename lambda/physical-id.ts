const NOT_STARTED = 'not-started-';

/** The physical id of a resource whose job was never started. Any other id that we answer is the id of a job. */
export function notStartedId(requestId: string): string {
  return `${NOT_STARTED}${requestId}`;
}

/** Whether an id that we answered before names a job. */
export function isJobId(physicalId: string | undefined): physicalId is string {
  return physicalId !== undefined && !physicalId.startsWith(NOT_STARTED);
}
