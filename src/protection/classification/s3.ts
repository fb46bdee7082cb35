import type { Classification, Properties } from './classification';
import { isVersioned } from '../../backup/resource/bucket-versioning';

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/s3-backups.html */
export function versionedBucket(properties: Properties): Classification {
  return isVersioned(properties) !== false ? { kind: 'possible', typeName: 'S3' }
    : { kind: 'impossible', typeName: 'S3', reason: 'a bucket without versioning, which AWS Backup needs', advice: 'set `versioned: true` on the bucket' };
}
