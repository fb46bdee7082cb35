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

/** Whether the resources of a stateful type that are only parts of a template can be protected. None can: nothing could wait for them. */
export function classifyIncluded(cfnType: string): Classification {
  return protectionRuleOf(cfnType) === undefined ? unsupported(cfnType) : {
    kind: 'impossible',
    typeName: resourceTypeOfCfn(cfnType)?.names[0],
    reason: 'a part of a template that CfnInclude of aws-cdk-lib takes in as it is, so that it cannot wait for a backup',
    advice: 'use CfnInclude of aws-cdk-lib/cloudformation-include',
  };
}

/** Whether AWS Backup can back up a stateful resource as it is defined now. What is known at deploy time only counts as right. */
export function classify(resource: CfnResource): Classification {
  const type = resource.cfnResourceType;
  const rule = protectionRuleOf(type);
  if (rule === undefined) { return unsupported(type); }
  // A rendering is slow
  return CLASSIFIERS[rule](rule === 'all' ? {} : cfnDefinitionOf(resource).Properties ?? {}, resource);
}

function unsupported(cfnType: string): Classification {
  return { kind: 'impossible', reason: `AWS Backup does not support ${cfnType}`, advice: UNSUPPORTED_STATEFUL_TYPES[cfnType] };
}
