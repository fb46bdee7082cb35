import type { ApplicationLogLevel } from 'aws-cdk-lib/aws-lambda';

/**
 * Settings of the function that runs the backups of a stack, for `OnDemandBackup.configure`. The function has no settings for timeouts, attempts
 * and certificates: with other values it might not answer CloudFormation in time.
 */
export interface BackupSettings {
  /**
   * The URL at which the function calls AWS Backup, such as that of a VPC endpoint. An error unless it begins with `https://` or `http://`, and
   * together with `useFipsEndpoint` or `useDualstackEndpoint`, which choose an endpoint of AWS.
   *
   * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
   * @default - the endpoint of AWS Backup in the Region of the stack
   */
  readonly backupEndpointUrl?: string;

  /**
   * Whether the function calls AWS at endpoints with cryptography validated under FIPS 140: AWS Backup and all other services. AWS has them in the Regions of
   * the United States and Canada; a warning for another Region.
   *
   * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-endpoints.html
   * @default false
   */
  readonly useFipsEndpoint?: boolean;

  /**
   * Whether the function calls AWS at endpoints that have IPv6 addresses, too: AWS Backup and all other services.
   *
   * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-endpoints.html
   * @default false
   */
  readonly useDualstackEndpoint?: boolean;

  /**
   * The least important messages that the function logs. With `ApplicationLogLevel.DEBUG` it logs each call to AWS, with its request id.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-log-level.html
   * @default ApplicationLogLevel.INFO
   */
  readonly logLevel?: ApplicationLogLevel;
}
