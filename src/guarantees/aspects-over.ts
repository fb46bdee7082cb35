import { Aspects, type CfnResource, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/** The aspects of this library, by name, because they may be of another copy. They rewrite nothing. */
const OWN_ASPECTS = new Set(['BackupProtection', 'NestedStackPermissions']);

/** The aspects of others that visit a resource, for a message: one of them may have rewritten it, or an override did. */
export function aspectsOver(resource: CfnResource): string {
  const scopes: IConstruct[] = [];
  for (const scope of [...resource.node.scopes].reverse()) {
    scopes.push(scope);
    if (Stage.isStage(scope)) { break; }
  }
  const aspects = scopes.flatMap((scope) => namesOfAspects(scope).map((name) => `${name} of ${scope.node.path || 'the app'}`));
  return aspects.length === 0 ? 'an override' : `an override or an aspect (${[...new Set(aspects)].join(', ')})`;
}

function namesOfAspects(scope: IConstruct): string[] {
  const names = Aspects.of(scope).all.map(({ constructor }) => constructor.name).filter((name) => !OWN_ASPECTS.has(name));
  return names.map((name) => name === 'Object' ? 'one' : name);
}
