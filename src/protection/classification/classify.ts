import type { CfnResource } from 'aws-cdk-lib';
import type { Classification, Classifier } from './classification';
import { kubernetesCluster } from './eks';
import { fsxFileSystem, fsxVolume } from './fsx';
import { nestedStack } from './nested-stack';
import { clusterMember, databaseCluster, databaseInstance } from './rds';
import { versionedBucket } from './s3';
import { resourceTypeOfCfn } from '../../request/resource-types/resource-type';
import type { ProtectionRule } from '../../request/resource-types/synth-catalogue';
import { protectionRuleOf } from '../../request/resource-types/synth-columns';
import { UNSUPPORTED_STATEFUL_TYPES } from '../../request/resource-types/unsupported-types';
import { cfnDefinitionOf } from '../../template/cfn-definition';

/** One for each rule that the catalogue names. */
const CLASSIFIERS: Readonly<Record<ProtectionRule, Classifier>> = {
  all: (_properties, { cfnResourceType }) => ({ kind: 'possible', typeName: resourceTypeOfCfn(cfnResourceType)?.names[0] }),
  clusterMember,
  databaseCluster,
  databaseInstance,
  fsxFileSystem,
  fsxVolume,
  kubernetesCluster,
  nestedStack,
  versionedBucket,
};

/** Whether the resources of a type keep data, as far as this library knows. */
export function isStateful(cfnType: string): boolean {
  return protectionRuleOf(cfnType) !== undefined || Object.hasOwn(UNSUPPORTED_STATEFUL_TYPES, cfnType);
}

/** Whether AWS Backup can back up a stateful resource as it is defined now. What is known at deploy time only counts as right. */
export function classify(resource: CfnResource): Classification {
  const type = resource.cfnResourceType;
  const rule = protectionRuleOf(type);
  return rule !== undefined ? CLASSIFIERS[rule](cfnDefinitionOf(resource).Properties ?? {}, resource) : {
    kind: 'impossible',
    reason: `AWS Backup does not support ${type}`,
    advice: UNSUPPORTED_STATEFUL_TYPES[type],
  };
}
