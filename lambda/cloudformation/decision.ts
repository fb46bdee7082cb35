import type { JobReference } from '../../src/request/execution-state';

/** What to do with a request of CloudFormation. */
export type Decision =
  /** Start a job; of the resource with this ARN, when the request names another one. */
  | { readonly action: 'start'; readonly reason: string; readonly resourceArn?: string }
  /** Start no job; wait for the existing one and respond with its attributes. */
  | { readonly action: 'follow'; readonly job: JobReference; readonly reason: string }
  /** Stop the job if it runs, and delete its recovery point. */
  | { readonly action: 'remove'; readonly job: JobReference; readonly reason: string }
  /** Nothing can be done now: respond with a failure at once. */
  | { readonly action: 'refuse'; readonly reason: string }
  /** Nothing to do: respond at once. */
  | { readonly action: 'respond'; readonly reason: string };
