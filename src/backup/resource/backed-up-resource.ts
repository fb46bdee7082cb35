import { CfnResource, Reference, Token } from 'aws-cdk-lib';
import type { BackupResource } from 'aws-cdk-lib/aws-backup';
import type { CfnDBCluster } from 'aws-cdk-lib/aws-rds';
import type { IConstruct } from 'constructs';
import { isVersioned } from './bucket-versioning';
import { clusterMemberProblems, makesInstances } from './cluster-member';
import { databaseClusterType } from './database-cluster-type';
import { holdsPlaceholder, parseArn, TOKEN_PLACEHOLDER } from '../../request/arn';
import { resourceTypeOfArn, resourceTypeOfCfn } from '../../request/resource-types/resource-type';
import { CFN_TYPES } from '../../request/resource-types/synth-columns';
import { cfnDefinitionOf } from '../../template/cfn-definition';
import { stringParts, type StringParts } from '../../template/string-parts';

/** What is known at synth of the resource that a backup is of. */
export class BackedUpResource {
  public readonly arn: string;
  /** The ARN with a placeholder for each part that is not known; the ARN itself when nothing of it is known. */
  public readonly readableArn: string;
  /** AWS Backup's name of the type; undefined when it is not known. */
  public readonly typeName?: string;
  public readonly problems: readonly string[];
  /** The resource of this app that the ARN is made from: whose attribute it is, or whose name is in it. */
  public readonly origin?: CfnResource;
  /** Whether a Lazy is in the ARN that is not resolved before all aspects have run: `settled` knows more. */
  public readonly isKnownLater: boolean;
  /** Whether `settled` may know something else. */
  public readonly mayChange: boolean;

  /** @param isSettled whether all aspects have run */
  constructor(
    private readonly scope: IConstruct, private readonly resource: BackupResource, private readonly givenType: string | undefined, isSettled = false,
  ) {
    this.arn = resource.resource ?? '';
    const { parts, hasLazy } = stringParts(scope, this.arn, isSettled);
    this.mayChange = hasLazy && !isSettled;
    this.isKnownLater = parts.some((part) => typeof part === 'object' && 'isKnownLater' in part && part.isKnownLater);
    this.readableArn = parts.some((part) => typeof part === 'string')
      ? parts.map((part) => typeof part === 'string' ? part : TOKEN_PLACEHOLDER).join('') : this.arn;
    this.origin = this.originIn(parts);
    this.typeName = givenType ?? this.typeOfOrigin() ?? onlyName(this.readableArn);
    this.problems = [...selectionProblems(resource), ...this.originProblems()];
  }

  /** The same resource, when all aspects have run. */
  public get settled(): BackedUpResource {
    return this.mayChange ? new BackedUpResource(this.scope, this.resource, this.givenType, true) : this;
  }

  /** Whether nothing gives the type of the resource, so that the default role may lack a policy. */
  public get isOfUnknownType(): boolean {
    const isUnread = Token.isUnresolved(this.readableArn) || holdsPlaceholder(this.readableArn) && parseArn(this.readableArn) === undefined;
    return this.typeName === undefined && this.problems.length === 0 && isUnread
      && resourceTypeOfCfn(this.origin?.cfnResourceType ?? '') === undefined;
  }

  /** Whether this is a bucket that this app defines. */
  public get isBucketOfApp(): boolean {
    return this.origin?.cfnResourceType === 'AWS::S3::Bucket';
  }

  /**
   * Whether the bucket has versioning on; undefined when it is not a bucket of this app, or when that is known at deploy time only. Renders the
   * bucket: not to be asked before all aspects have run.
   */
  public get bucketVersioned(): boolean | undefined {
    return this.isBucketOfApp ? isVersioned(cfnDefinitionOf(this.origin as CfnResource).Properties ?? {}) : undefined;
  }

  private typeOfOrigin(): string | undefined {
    const names = resourceTypeOfCfn(this.origin?.cfnResourceType ?? '')?.names ?? [];
    return names.length > 1 ? databaseClusterType((this.origin as CfnDBCluster).engine) : names[0];
  }

  /**
   * The resource that the ARN is an attribute of, or whose name the ARN ends with, as that of a file system or of an RDS instance. A longer
   * name belongs to another resource.
   */
  private originIn(parts: StringParts['parts']): CfnResource | undefined {
    const target = targetOf(parts.at(-1));
    if (target === undefined || parts.length === 1) { return target; }
    const before = parts.at(-2);
    return typeof before === 'string' && /[:/]$/.test(before) && this.isOf(target.cfnResourceType) ? target : undefined;
  }

  /** Whether the ARN is one of a type; also when nothing of the ARN can be read. */
  private isOf(cfnType: string): boolean {
    const names = resourceTypeOfArn(this.readableArn)?.names;
    const type = resourceTypeOfCfn(cfnType);
    if (makesInstances(cfnType)) { return names === undefined || names.includes('RDS'); }
    return type !== undefined && (names === undefined || type.names.some((name) => names.includes(name)));
  }

  private originProblems(): string[] {
    const member = this.origin ? clusterMemberProblems(this.origin) : [];
    const type = this.origin?.cfnResourceType;
    if (member.length > 0) { return member; }
    if (type === undefined || this.givenType !== undefined || !type.startsWith('AWS::')) { return []; }
    return resourceTypeOfCfn(type) ? [] : [
      `\`resource\` is a resource of type ${type}, which AWS Backup cannot back up as far as this library knows: `
      + `it backs up ${CFN_TYPES.join(', ')}; pass \`resourceType\` for a type that is newer than this library`,
    ];
  }
}

/** The resource that a part of a string refers to. */
function targetOf(part: StringParts['parts'][number] | undefined): CfnResource | undefined {
  return Reference.isReference(part) && CfnResource.isCfnResource(part.target) ? part.target : undefined;
}

function selectionProblems(resource: BackupResource): string[] {
  if (resource.tagCondition !== undefined) {
    return [`\`resource\` is BackupResource.fromTag("${resource.tagCondition.key}", ...), which selects any number of resources, `
      + 'but a job backs up one: name it, and make one backup for each resource'];
  }
  if (resource.construct !== undefined) {
    return [`\`resource\` is BackupResource.fromConstruct(${resource.construct.node.path}), which selects any number of resources, `
      + 'but a job backs up one: use the factory of its type or BackupResource.fromArn(...)'];
  }
  return resource.resource === undefined ? ['`resource` names nothing: use a factory of BackupResource that names one resource'] : [];
}

function onlyName(arn: string): string | undefined {
  const names = resourceTypeOfArn(arn)?.names ?? [];
  return names.length === 1 ? names[0] : undefined;
}
