/**
 * Whether a bucket has versioning on, which AWS Backup needs; undefined when that is known at deploy time only.
 *
 * @param properties those of the bucket, as they go into the template
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html
 */
export function isVersioned({ VersioningConfiguration }: Readonly<Record<string, unknown>>): boolean | undefined {
  const { Status } = (VersioningConfiguration ?? { Status: 'Suspended' }) as { Status?: unknown };
  return typeof Status === 'string' ? Status === 'Enabled' : undefined;
}
