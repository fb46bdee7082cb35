/** Random apps: stacks, nested stacks and stages with data, its backups and protections, and other people's aspects and overrides. */
import { App, ArnFormat, Aspects, type CfnResource, Duration, NestedStack, RemovalPolicy, Stack, Stage } from 'aws-cdk-lib';
import { BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import { AttributeType, CfnTable, Table, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { CfnFileSystem } from 'aws-cdk-lib/aws-efs';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnDBCluster } from 'aws-cdk-lib/aws-rds';
import { Bucket, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import type * as library from 'cdk-on-demand-backup';
import { Construct, type IConstruct } from 'constructs';
import fc from 'fast-check';
import { isOfScope, other, perform } from './property-others';
import type { Expected, ExpectedBackup } from './property-promises';
import { conditionOf, furnish } from './property-stacks';

const partitionKey = { name: 'id', type: AttributeType.STRING };

/** How each kind of data is made, and its ARN. */
const DATA: Readonly<Record<string, (scope: Construct, id: string) => { construct: Construct; arn: string }>> = {
  table: (scope, id) => {
    const construct = new Table(scope, id, { partitionKey });
    return { construct, arn: construct.tableArn };
  },
  globalTable: (scope, id) => {
    const construct = new TableV2(scope, id, { partitionKey });
    return { construct, arn: construct.tableArn };
  },
  l1Table: (scope, id) => {
    const construct = new CfnTable(scope, id, { keySchema: [] });
    return { construct, arn: construct.attrArn };
  },
  bucket: (scope, id) => {
    const construct = new Bucket(scope, id, { versioned: true });
    return { construct, arn: construct.bucketArn };
  },
  l1Bucket: (scope, id) => {
    const construct = new CfnBucket(scope, id, { versioningConfiguration: { status: 'Enabled' } });
    return { construct, arn: construct.attrArn };
  },
  unversioned: (scope, id) => {
    const construct = new CfnBucket(scope, id);
    return { construct, arn: construct.attrArn };
  },
  fileSystem: (scope, id) => {
    const construct = new CfnFileSystem(scope, id);
    return { construct, arn: construct.attrArn };
  },
  cluster: (scope, id) => {
    const construct = new CfnDBCluster(scope, id, { engine: 'mysql' });
    const arnFormat = ArnFormat.COLON_RESOURCE_NAME;
    return { construct, arn: construct.stack.formatArn({ service: 'rds', resource: 'cluster', resourceName: construct.ref, arnFormat }) };
  },
};

const data = fc.record({
  kind: fc.constantFrom(...Object.keys(DATA), 'table', 'table', 'bucket', 'l1Table'),
  location: fc.nat({ max: 20 }),
  removalPolicy: fc.constantFrom(undefined, RemovalPolicy.DESTROY, RemovalPolicy.RETAIN, RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE),
  condition: fc.constantFrom('none', 'none', 'none', 'early', 'late'),
});

const backup = fc.record({
  data: fc.nat({ max: 20 }),
  /** 0 is the stack of the data. */
  location: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 20 }) }),
  kinds: fc.subarray(['onDeploy', 'beforeChange', 'onDelete', 'onSchedule', 'onEvent'], { minLength: 1 }),
  vault: fc.constantFrom('default', 'default', 'default', 'default', 'own', 'own', 'retained', 'retained', 'destroyed'),
  hasRole: fc.boolean(),
  isLong: fc.boolean(),
  isCopy: fc.boolean(),
});

const protection = fc.record({
  scope: fc.nat({ max: 20 }),
  priority: fc.constantFrom(undefined, 0, 200, 500, 1000),
  isLong: fc.boolean(),
  beforeChange: fc.constantFrom(undefined, true, false),
  isEarly: fc.boolean(),
  isCopy: fc.boolean(),
});

/** A random app. Numbers choose among what exists. */
export const plan = fc.record({
  stabilization: fc.boolean(),
  hasStage: fc.constantFrom(false, false, true),
  hasNested: fc.boolean(),
  nestedCondition: fc.constantFrom(false, false, false, true),
  hasCopy: fc.constantFrom(false, false, false, false, false, false, false, true),
  data: fc.array(data, { minLength: 1, maxLength: 3 }),
  backups: fc.array(backup, { maxLength: 2 }),
  protections: fc.array(protection, { maxLength: 2 }),
  others: fc.array(other, { maxLength: 3 }),
});
export type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

/** The copies of the library that an app may use. */
export type Copies = readonly [typeof library, typeof library];

/** An app that was built, and what it must have. */
export interface Built {
  readonly app: App;
  readonly expected: Expected;
}

const among = <T>(choices: readonly T[], choice: number): T => choices[choice % choices.length];

/** Synthesis without what only costs time. The metadata tell paths and nested templates. */
const CONTEXT = {
  'aws:cdk:enable-path-metadata': true, 'aws:cdk:enable-asset-metadata': true, 'aws:cdk:disable-asset-staging': true,
};

/** Builds an app, or only what other people have of it. */
export function build(each: Plan, outdir: string, copies: Copies | undefined): Built {
  const app = new App({
    outdir, analyticsReporting: false, treeMetadata: false, context: { ...CONTEXT, '@aws-cdk/core:aspectStabilization': each.stabilization },
  });
  const { scopes, locations } = layOut(app, each);
  const inLibrary = (isCopy: boolean) => copies?.[each.hasCopy && isCopy ? 1 : 0];
  const protect = (early: boolean): string[] => each.protections.filter((one) => one.isEarly === early).flatMap(({ scope, isCopy, ...options }) => {
    const at = among(scopes, scope);
    const { BackupProtection } = inLibrary(isCopy) ?? {};
    if (BackupProtection === undefined) { return []; }
    Aspects.of(at).add(new BackupProtection({
      beforeChange: options.beforeChange, timeout: options.isLong ? Duration.hours(2) : undefined,
    }), { priority: options.priority });
    return [at.node.path];
  });
  const early = protect(true);
  each.others.filter(isOfScope).forEach((one) => perform(one, among(scopes, one.scope)));
  const made = each.data.map(({ kind, location, removalPolicy, condition }, index) => {
    const { construct, arn } = DATA[kind](among(locations, location), `Data${index}`);
    const resource = (construct.node.defaultChild ?? construct) as CfnResource;
    if (removalPolicy) { resource.applyRemovalPolicy(removalPolicy); }
    if (condition === 'early') { resource.cfnOptions.condition = conditionOf(resource.stack, 'IsProd'); }
    return { resource, arn };
  });
  const backups = each.backups.flatMap((one, index) => addBackup(one, index, among(made, one.data), locations, inLibrary(one.isCopy)));
  each.data.forEach(({ condition }, index) => {
    const { resource } = made[index];
    if (condition === 'late') { resource.cfnOptions.condition = conditionOf(resource.stack, 'IsProd'); }
  });
  const late = protect(false);
  each.others.filter((one) => !isOfScope(one)).forEach((one) => perform(one, among(scopes, one.scope)));
  const backedUp = each.backups.map((one) => among(made, one.data).resource.node.path);
  return { app, expected: { backups, backedUp, protectedScopes: [...early, ...late] } };
}

/** The scopes that aspects may be added to, and those that data and backups may be in. */
function layOut(app: App, { hasStage, hasNested, nestedCondition }: Plan): { scopes: IConstruct[]; locations: Construct[] } {
  const shop = new Stack(app, 'Shop');
  const second = new Stack(hasStage ? new Stage(app, 'Prod') : app, 'Second');
  const nested = hasNested ? [new NestedStack(shop, 'Nested')] : [];
  const stacks = [shop, second, ...nested];
  stacks.forEach(furnish);
  if (nestedCondition) { nested.forEach(({ nestedStackResource }) => { (nestedStackResource as CfnResource).cfnOptions.condition = conditionOf(shop, 'IsProd'); }); }
  const parts = stacks.map((stack) => new Construct(stack, 'Part'));
  return { scopes: [app, ...stacks, ...parts, ...hasStage ? [Stage.of(second) as Stage] : []], locations: [...stacks, ...parts] };
}

function addBackup(
  { location, kinds, vault, hasRole, isLong }: Plan['backups'][number], index: number, { resource, arn }: { resource: CfnResource; arn: string },
  locations: readonly Construct[], copy: typeof library | undefined,
): ExpectedBackup[] {
  const sameStage = locations.filter((each) => Stage.of(each) === Stage.of(resource));
  const scope = among<Construct>([resource.stack, ...sameStage], location);
  const backupVault = vault === 'default' ? undefined : new BackupVault(scope, `Vault${index}`, {
    removalPolicy: { own: undefined, retained: RemovalPolicy.RETAIN, destroyed: RemovalPolicy.DESTROY }[vault as 'own'],
  });
  const role = hasRole ? new Role(scope, `Role${index}`, {
    assumedBy: new ServicePrincipal('backup.amazonaws.com'),
    managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSBackupServiceRolePolicyForBackup')],
  }) : undefined;
  role?.applyRemovalPolicy(RemovalPolicy.RETAIN);
  if (copy === undefined) { return []; }
  const { BackupTrigger, OnDemandBackup } = copy;
  const triggers = {
    onDeploy: () => BackupTrigger.onDeploy(),
    beforeChange: () => BackupTrigger.beforeChange(),
    onDelete: () => BackupTrigger.onDelete(),
    onSchedule: () => BackupTrigger.onSchedule(ScheduleExpression.rate(Duration.days(1))),
    onEvent: () => BackupTrigger.onEvent({ source: ['shop'] }),
  };
  const made = new OnDemandBackup(scope, `Backup${index}`, {
    resource: BackupResource.fromArn(arn),
    backupVault,
    role,
    timeout: isLong ? Duration.hours(2) : undefined,
    triggers: kinds.map((kind) => triggers[kind as keyof typeof triggers]()),
  });
  return kinds.flatMap((kind): ExpectedBackup[] => kind === 'onDelete' || kind === 'beforeChange' ? [{ backup: made.node.path, kind, resource: resource.node.path }] : []);
}
