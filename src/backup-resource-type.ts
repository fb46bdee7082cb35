import { Token } from 'aws-cdk-lib';
import { describeValue } from './backup/props/describe-value';
import { failCall } from './backup/props/shape';

/**
 * A resource type that AWS Backup supports, under AWS Backup's own name.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/whatisbackup.html#supported-resources
 */
export class BackupResourceType {
  /** Amazon Aurora cluster. */
  public static readonly AURORA = new BackupResourceType('Aurora');
  /** AWS CloudFormation stack, with the resources in it. */
  public static readonly CLOUDFORMATION = new BackupResourceType('CloudFormation');
  /** Amazon DocumentDB cluster. */
  public static readonly DOCUMENTDB = new BackupResourceType('DocumentDB');
  /** Amazon Aurora DSQL cluster. */
  public static readonly DSQL = new BackupResourceType('DSQL');
  /** Amazon DynamoDB table. */
  public static readonly DYNAMODB = new BackupResourceType('DynamoDB');
  /** Amazon EBS volume. */
  public static readonly EBS = new BackupResourceType('EBS');
  /** Amazon EC2 instance. */
  public static readonly EC2 = new BackupResourceType('EC2');
  /** Amazon EFS file system. */
  public static readonly EFS = new BackupResourceType('EFS');
  /** Amazon EKS cluster. */
  public static readonly EKS = new BackupResourceType('EKS');
  /** Amazon FSx file system, or volume for NetApp ONTAP. */
  public static readonly FSX = new BackupResourceType('FSx');
  /** Amazon Neptune cluster. */
  public static readonly NEPTUNE = new BackupResourceType('Neptune');
  /** Amazon RDS instance or Multi-AZ cluster. */
  public static readonly RDS = new BackupResourceType('RDS');
  /** Amazon Redshift cluster. */
  public static readonly REDSHIFT = new BackupResourceType('Redshift');
  /** Amazon Redshift Serverless namespace. */
  public static readonly REDSHIFT_SERVERLESS = new BackupResourceType('Redshift Serverless');
  /** Amazon S3 general purpose bucket. */
  public static readonly S3 = new BackupResourceType('S3');
  /** SAP HANA database on Amazon EC2. */
  public static readonly SAP_HANA = new BackupResourceType('SAP HANA on Amazon EC2');
  /** AWS Storage Gateway volume. */
  public static readonly STORAGE_GATEWAY = new BackupResourceType('Storage Gateway');
  /** Amazon Timestream for LiveAnalytics table. */
  public static readonly TIMESTREAM = new BackupResourceType('Timestream');
  /** VMware virtual machine. */
  public static readonly VIRTUAL_MACHINE = new BackupResourceType('VirtualMachine');

  /**
   * A type that AWS Backup supports since a later date than this library. An error if the name is empty, or known only at deploy time.
   *
   * @param name as `aws backup get-supported-resource-types` prints it
   */
  public static of(name: string): BackupResourceType {
    failCall('BackupResourceType.of()', isName(name) ? [] : [
      `\`name\` is ${describeValue(name)}, but must name a type: write it as \`aws backup get-supported-resource-types\` prints it`,
    ]);
    return new BackupResourceType(name);
  }

  private constructor(
    /** AWS Backup's name of the type. */
    public readonly name: string,
  ) {}

  /** AWS Backup's name of the type. */
  public toString(): string {
    return this.name;
  }
}

function isName(name: unknown): boolean {
  return typeof name === 'string' && name.trim() !== '' && !Token.isUnresolved(name);
}
