import type { JobReference } from '../../src/request/execution-state';

/** What to do with a request of CloudFormation. */
export type Decision =
  /** Start a job; of the resource with this ARN, when it is another one than the request names. */
  | { readonly action: 'start'; readonly reason: string; readonly resourceArn?: string }
  /** Start none; wait for the job that is there and tell its attributes. */
  | { readonly action: 'follow'; readonly job: JobReference; readonly reason: string }
  /** Stop the job if it runs, and delete what it left. */
  | { readonly action: 'remove'; readonly job: JobReference; readonly reason: string }
  /** Nothing can be done now: answer at once that it failed. */
  | { readonly action: 'refuse'; readonly reason: string }
  /** Nothing to do: answer at once. */
  | { readonly action: 'respond'; readonly reason: string };
