import type { CfnResource } from 'aws-cdk-lib';

/** A `CfnResource` of a newer aws-cdk-lib. */
interface NewerCfnResource {
  addResourceDependency?(target: CfnResource): void;
}

/** Makes one resource wait for another. Newer releases of aws-cdk-lib have renamed the method and warn of calls to the older one. */
export function addDependency(resource: CfnResource, target: CfnResource): void {
  const newer = resource as NewerCfnResource;
  if (newer.addResourceDependency) {
    newer.addResourceDependency(target);
  } else {
    resource.addDependency(target);
  }
}
