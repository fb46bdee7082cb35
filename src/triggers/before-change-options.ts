import type { IConstruct } from 'constructs';

/** What counts as a change. */
export interface BeforeChangeOptions {
  /**
   * More constructs whose change needs a backup first: a migration, a cluster's parameter group. All resources in them wait for the
   * backup, and a change of any of them runs it.
   *
   * A resource that is not of this app cannot be watched itself: then name here what would change its data.
   *
   * @default - the resource that is backed up, and nothing else
   */
  readonly watch?: IConstruct[];

  /**
   * Properties that may change without a backup, by their names in CloudFormation; those of a member after a dot:
   * `Tags`, `Replicas.Tags`. A resource that has no such property is not concerned.
   *
   * @default - a change of any property needs a backup
   */
  readonly ignoreProperties?: string[];
}
