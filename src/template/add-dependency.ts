import type { CfnResource } from 'aws-cdk-lib';

interface Newer {
  addResourceDependency?(target: CfnResource): void;
}

/** Lets one resource wait for another. Newer releases of aws-cdk-lib have another name for it, and tell each user who calls the older one. */
export function addDependency(resource: CfnResource, target: CfnResource): void {
  const newer = resource as Newer;
  if (newer.addResourceDependency) {
    newer.addResourceDependency(target);
  } else {
    resource.addDependency(target);
  }
}
