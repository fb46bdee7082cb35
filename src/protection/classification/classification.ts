import type { CfnResource } from 'aws-cdk-lib';

/** The properties of a resource, as they go into the template. */
export type Properties = Readonly<Record<string, unknown>>;

/** Classifies the resources of a rule. */
export type Classifier = (properties: Properties, resource: CfnResource) => Classification;

/** Whether a resource can be protected, as it is defined. */
export type Classification = Possible | HeldElsewhere | Impossible;

/** What all classifications have. */
interface Named {
  /** AWS Backup's name of the type; undefined when it has none, or when it is known at deploy time only. */
  readonly typeName?: string;
}

/** AWS Backup can back it up. */
export interface Possible extends Named {
  readonly kind: 'possible';
  /** What one should know of the backup. */
  readonly remark?: string;
}

/** There is nothing to back up, because its data is in another resource. */
export interface HeldElsewhere extends Named {
  readonly kind: 'heldElsewhere';
  readonly reason: string;
}

/** AWS Backup cannot back it up. */
export interface Impossible extends Named {
  readonly kind: 'impossible';
  readonly reason: string;
  /** What helps. */
  readonly advice: string;
}
