import { type CfnResource, Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import type { BackupResource } from 'aws-cdk-lib/aws-backup';
import type { CfnDBCluster } from 'aws-cdk-lib/aws-rds';
import type { IConstruct } from 'constructs';
import { isVersioned } from './bucket-versioning';
import { databaseClusterType } from './database-cluster-type';
import { originOf, originsIn } from './origin';
import { TOKEN_PLACEHOLDER } from '../request/arn';
import { resourceTypeOfArn, resourceTypeOfCfn } from '../request/resource-types/resource-type';
import { CFN_TYPES } from '../request/resource-types/synth-columns';
import { cfnDefinitionOf } from '../template/cfn-definition';

/** What is known at synth of the resource that a backup is of. */
export class BackedUpResource {
  public readonly arn: string;
  /** The ARN with a placeholder for each deploy-time part; the ARN itself when nothing of it is known. */
  public readonly readableArn: string;
  /** AWS Backup's name of the type; undefined when it is not known. */
  public readonly typeName?: string;
  public readonly problems: readonly string[];
  /** The resource of this app that the ARN is made from: whose attribute it is, or whose name is in it. */
  public readonly origin?: CfnResource;

  constructor(private readonly scope: IConstruct, resource: BackupResource, givenType: string | undefined) {
    this.arn = resource.resource ?? '';
    this.readableArn = readable(scope, this.arn);
    this.origin = originOf(this.arn) ?? this.originOfName();
    this.typeName = givenType ?? this.typeOfOrigin() ?? onlyName(this.readableArn);
    this.problems = [...selectionProblems(resource), ...this.originProblems(givenType)];
  }

  /** Whether nothing gives the type of the resource, so that the default role may lack a policy. */
  public get isOfUnknownType(): boolean {
    return this.typeName === undefined && this.problems.length === 0 && Token.isUnresolved(this.readableArn)
      && resourceTypeOfCfn(this.origin?.cfnResourceType ?? '') === undefined;
  }

  /** Whether this is a bucket that this app defines. */
  public get isBucketOfApp(): boolean {
    return this.origin?.cfnResourceType === 'AWS::S3::Bucket';
  }

  /** Whether the bucket has versioning on; undefined when it is not a bucket of this app, or when that is known at deploy time only. */
  public get bucketVersioned(): boolean | undefined {
    return this.isBucketOfApp ? isVersioned(cfnDefinitionOf(this.origin as CfnResource).Properties ?? {}) : undefined;
  }

  private typeOfOrigin(): string | undefined {
    const names = resourceTypeOfCfn(this.origin?.cfnResourceType ?? '')?.names ?? [];
    return names.length > 1 ? databaseClusterType((this.origin as CfnDBCluster).engine) : names[0];
  }

  /** The resource whose name an ARN ends with, as that of a file system or of an RDS instance. A longer name belongs to another resource. */
  private originOfName(): CfnResource | undefined {
    if (!Token.isUnresolved(this.arn) || !ENDS_WITH_TOKEN.test(this.readableArn)) { return undefined; }
    const name = nameAtEnd(Stack.of(this.scope).resolve(this.arn));
    const origin = originsIn(this.scope, this.arn).find(({ stack, logicalId }) => stack.resolve(logicalId) === name);
    return origin && this.isOf(origin.cfnResourceType) ? origin : undefined;
  }

  /** Whether the ARN is one of a type; also when nothing of the ARN can be read. */
  private isOf(cfnType: string): boolean {
    const names = resourceTypeOfArn(this.readableArn)?.names;
    const type = resourceTypeOfCfn(cfnType);
    return type !== undefined && (names === undefined || type.names.some((name) => names.includes(name)));
  }

  private originProblems(givenType: string | undefined): string[] {
    const type = this.origin?.cfnResourceType;
    if (type === undefined || givenType !== undefined || !type.startsWith('AWS::')) { return []; }
    return resourceTypeOfCfn(type) ? [] : [
      `\`resource\` is a resource of type ${type}, which AWS Backup cannot back up as far as this library knows: `
      + `it backs up ${CFN_TYPES.join(', ')}; pass \`resourceType\` for a type that is newer than this library`,
    ];
  }
}

/** The end of an ARN of which nothing is known, or whose last part is known at deploy time only. */
const ENDS_WITH_TOKEN = /(^|[:/])\$\{Token[^}]*\}$/;

/** The logical id of the resource whose attribute a string ends with. */
function nameAtEnd(resolved: unknown): string | undefined {
  const last = (joinedParts(resolved) ?? [resolved]).at(-1) as { 'Ref'?: string; 'Fn::GetAtt'?: string[] };
  return last.Ref ?? last['Fn::GetAtt']?.[0];
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

/** Replaces each deploy-time part of an ARN, unless there is nothing else. */
function readable(scope: IConstruct, arn: string): string {
  const fragments = Tokenization.reverseString(arn);
  if (fragments.length > 1) {
    return fragments.mapTokens({ mapToken: () => TOKEN_PLACEHOLDER }).join({ join: (left, right) => `${left}${right}` });
  }
  if (fragments.tokens.length === 0 || Reference.isReference(fragments.firstToken)) { return arn; }
  const parts = joinedParts(Stack.of(scope).resolve(arn)); // an ARN that is put together late, as that of an RDS instance
  return parts === undefined ? arn : parts.map((part) => typeof part === 'string' ? part : TOKEN_PLACEHOLDER).join('');
}

/** The parts of a string that CloudFormation joins, or of one that needs no joining. */
function joinedParts(resolved: unknown): readonly unknown[] | undefined {
  if (typeof resolved === 'string') { return [resolved]; }
  const [delimiter, parts] = (resolved as { 'Fn::Join'?: [string, unknown[]] })['Fn::Join'] ?? [];
  return delimiter === '' ? parts : undefined;
}

function onlyName(arn: string): string | undefined {
  const names = resourceTypeOfArn(arn)?.names ?? [];
  return names.length === 1 ? names[0] : undefined;
}
