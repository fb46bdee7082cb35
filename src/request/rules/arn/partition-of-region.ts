/** The partition of each group of Regions. A Region that is in no group is of a partition that this library does not know. */
const PARTITIONS: readonly (readonly [regions: RegExp, partition: string])[] = [
  [/^(us|eu|ap|sa|ca|me|af|il|mx)-[a-z]+-\d+$/, 'aws'],
  [/^cn-/, 'aws-cn'],
  [/^us-gov-/, 'aws-us-gov'],
  [/^us-iso-/, 'aws-iso'],
  [/^us-isob-/, 'aws-iso-b'],
  [/^eu-isoe-/, 'aws-iso-e'],
  [/^us-isof-/, 'aws-iso-f'],
  [/^eusc-/, 'aws-eusc'],
];

/**
 * The partition that a Region is in; undefined for a Region of a partition that is newer than this library.
 *
 * @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
export function partitionOfRegion(region: string): string | undefined {
  return PARTITIONS.find(([regions]) => regions.test(region))?.[1];
}
