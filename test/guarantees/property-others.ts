/** What other people do to the resources of an app: aspects, overrides and injectors. */
import {
  Aspects, CfnDeletionPolicy, CfnResource, type IPropertyInjector, MissingRemovalPolicies, PropertyInjectors, RemovalPolicies, RemovalPolicy, Stack,
  Tags,
} from 'aws-cdk-lib';
import { BackupVault } from 'aws-cdk-lib/aws-backup';
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { CfnParameter as CfnSsmParameter } from 'aws-cdk-lib/aws-ssm';
import type { Construct, IConstruct } from 'constructs';
import fc from 'fast-check';
import { conditionOf, noteOf } from './property-stacks';

/** Whose resources somebody changes, by their types. */
const TARGETS: Readonly<Record<string, RegExp>> = {
  all: /./,
  links: /^Custom::OnDemandBackup$/,
  data: /^AWS::(DynamoDB|S3|EFS|RDS)::/,
  vaults: /^AWS::Backup::BackupVault$/,
  roles: /^AWS::IAM::Role$/,
  functions: /^AWS::(Lambda::Function|StepFunctions::StateMachine)$/,
  policies: /^AWS::IAM::Policy$/,
  nested: /^AWS::CloudFormation::Stack$/,
  deliveries: /^AWS::(Scheduler::Schedule|Events::Rule)$/,
};

/** What somebody may do to one resource. */
const CHANGES: Readonly<Record<string, (resource: CfnResource) => void>> = {
  condition: (resource) => { resource.cfnOptions.condition = conditionOf(resource.stack, 'IsBig'); },
  noCondition: (resource) => { resource.cfnOptions.condition = undefined; },
  retain: (resource) => { resource.cfnOptions.deletionPolicy = CfnDeletionPolicy.RETAIN; },
  retainExceptOnCreate: (resource) => { resource.cfnOptions.deletionPolicy = CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE; },
  delete: (resource) => { resource.cfnOptions.deletionPolicy = CfnDeletionPolicy.DELETE; },
  noPolicy: (resource) => { resource.cfnOptions.deletionPolicy = undefined; },
  deleteOnReplace: (resource) => { resource.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.DELETE; },
  destroy: (resource) => { resource.applyRemovalPolicy(RemovalPolicy.DESTROY); },
  overrideDependsOn: (resource) => { resource.addOverride('DependsOn', [resource.stack.resolve(noteOf(resource.stack).logicalId)]); },
  overrideDependsOnAsString: (resource) => { resource.addOverride('DependsOn', resource.stack.resolve(noteOf(resource.stack).logicalId)); },
  deleteDependsOn: (resource) => { resource.addDeletionOverride('DependsOn'); },
  overrideDeletionPolicy: (resource) => { resource.addOverride('DeletionPolicy', 'Retain'); },
  overrideDeletionPolicyDelete: (resource) => { resource.addOverride('DeletionPolicy', 'Delete'); },
  deleteDeletionPolicy: (resource) => { resource.addDeletionOverride('DeletionPolicy'); },
  overrideUpdateReplacePolicy: (resource) => { resource.addOverride('UpdateReplacePolicy', 'Delete'); },
  overrideCondition: (resource) => { resource.addOverride('Condition', 'IsBig'); },
  deleteCondition: (resource) => { resource.addDeletionOverride('Condition'); },
  removeDependencies: (resource) => {
    resource.obtainDependencies().filter(CfnResource.isCfnResource).forEach((each) => resource.removeDependency(each));
  },
  addDependency: (resource) => { resource.node.addDependency(noteOf(resource.stack)); },
  version: (resource) => { if (resource instanceof CfnBucket) { resource.versioningConfiguration = { status: 'Enabled' }; } },
  suspendVersioning: (resource) => { if (resource instanceof CfnBucket) { resource.versioningConfiguration = undefined; } },
};

/** What somebody may do to a whole scope. */
const SCOPE_CHANGES: Readonly<Record<string, (scope: IConstruct, priority: number | undefined) => void>> = {
  retainAll: (scope, priority) => { RemovalPolicies.of(scope).retain({ priority }); },
  destroyAll: (scope, priority) => { RemovalPolicies.of(scope).destroy({ priority }); },
  retainOnUpdateOrDelete: (scope, priority) => { RemovalPolicies.of(scope).retainOnUpdateOrDelete({ priority }); },
  destroyData: (scope, priority) => { RemovalPolicies.of(scope).destroy({ priority, applyToResourceTypes: ['AWS::DynamoDB::Table', 'AWS::S3::Bucket'] }); },
  retainMissing: (scope, priority) => { MissingRemovalPolicies.of(scope).retain({ priority }); },
  destroyMissing: (scope, priority) => { MissingRemovalPolicies.of(scope).destroy({ priority }); },
  tags: (scope, priority) => { Tags.of(scope).add('team', 'shop', { priority }); },
  addTable: (scope, priority) => {
    Aspects.of(scope).add({
      visit: (node) => {
        if (!Stack.isStack(node) || node.node.tryFindChild('Added')) { return; }
        new CfnTable(node as Construct as Stack, 'Added', { keySchema: [] });
      },
    }, { priority });
  },
  vaultInjector: (scope) => { PropertyInjectors.of(scope).add(new DestroyingVaults()); },
};

/** Gives all vaults another removal policy, as the security team of a company might. */
class DestroyingVaults implements IPropertyInjector {
  public readonly constructUniqueId = BackupVault.PROPERTY_INJECTION_ID;

  public inject(props: object): object {
    return { ...props, removalPolicy: RemovalPolicy.DESTROY };
  }
}

const ACTS = [...Object.keys(CHANGES), ...Object.keys(SCOPE_CHANGES)];

/** Somebody's act. Numbers choose among the scopes that exist. */
export const other = fc.record({
  act: fc.constantFrom(...ACTS),
  target: fc.constantFrom(...Object.keys(TARGETS), 'links', 'links', 'data', 'data', 'vaults'),
  scope: fc.nat({ max: 20 }),
  priority: fc.constantFrom(undefined, 0, 100, 200, 201, 500, 600, 1000),
  /** As an aspect, or once, when the app is complete. */
  isAspect: fc.boolean(),
});
export type Other = typeof other extends fc.Arbitrary<infer T> ? T : never;

/** Whether an act does something to a whole scope, which must be said before its constructs exist. */
export function isOfScope({ act, isAspect }: Other): boolean {
  return act in SCOPE_CHANGES || isAspect;
}

/** Does what somebody does. */
export function perform({ act, target, priority, isAspect }: Other, scope: IConstruct): void {
  if (act in SCOPE_CHANGES) {
    SCOPE_CHANGES[act](scope, priority);
    return;
  }
  const visit = (node: IConstruct): void => {
    if (CfnResource.isCfnResource(node) && TARGETS[target].test(node.cfnResourceType) && !(node instanceof CfnSsmParameter)) { CHANGES[act](node); }
  };
  if (isAspect) {
    Aspects.of(scope).add({ visit }, { priority });
  } else {
    scope.node.findAll().forEach(visit);
  }
}
