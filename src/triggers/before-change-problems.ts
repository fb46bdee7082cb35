import type { CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { WaitingConstructs } from './waiting-constructs';
import { otherStackProblems, watchProblems } from './watched-resources';
import { resourceTypeOfCfn } from '../request/resource-types/resource-type';
import { dependencyCycleProblems } from '../template/dependency-cycles';

const PROPERTY_PATH = /^[A-Za-z0-9]+(\.[A-Za-z0-9]+)*$/;

/** What a backup before a change is checked for. */
export interface BeforeChangeFacts {
  /** The resource of this app that is backed up. */
  readonly origin?: CfnResource;
  /** Whether the resource is not known yet, because its ARN is a Lazy. */
  readonly isKnownLater?: boolean;
  readonly watch?: readonly IConstruct[];
  readonly ignoreProperties?: readonly string[];
  /** All resources that wait for the backup. */
  readonly watched: readonly CfnResource[];
}

/** Problems of a backup before a change that are known when the trigger is added. */
export function beforeChangeProblems(backup: IConstruct, facts: BeforeChangeFacts): string[] {
  const { origin, isKnownLater, watch, ignoreProperties = [], watched } = facts;
  return [
    ...watchProblems(backup, watch, watched),
    ...propertyPathProblems(ignoreProperties),
    ...nothingWatchedProblems(watched, isKnownLater),
    ...otherStackProblems(backup, watched),
    ...unknownArnProblems(origin),
  ];
}

/** Problems that are known only when nothing is added any more. */
export function lateBeforeChangeProblems(
  backup: IConstruct, end: CfnResource, waiting: WaitingConstructs, watched: readonly CfnResource[],
): string[] {
  return [...addedTooLateProblems(waiting, watched), ...dependencyCycleProblems(backup, 'beforeChange', end, watched)];
}

/** Problems of the names of properties that do not count. */
export function propertyPathProblems(ignoreProperties: readonly string[]): string[] {
  return ignoreProperties.every((path) => PROPERTY_PATH.test(path)) ? [] : [
    `\`ignoreProperties\` is ${JSON.stringify(ignoreProperties)}, but must be names as in CloudFormation, joined by dots: "Tags", "Replicas.Tags"`,
  ];
}

function nothingWatchedProblems(watched: readonly CfnResource[], isKnownLater?: boolean): string[] {
  if (watched.length > 0) { return []; }
  return [isKnownLater
    ? '`resource` is a Lazy, so beforeChange cannot know yet what must wait for the backup: pass the ARN itself, as '
      + 'BackupResource.fromDynamoDbTable(...) and the other factories do, or use BackupTrigger.onDeploy()'
    : '`resource` is not defined in this app, so none of its changes can be detected here: '
    + 'give beforeChange({ watch: [...] }) the constructs that change its data, or use BackupTrigger.onDeploy()'];
}

function unknownArnProblems(origin: CfnResource | undefined): string[] {
  return origin === undefined || hasKnownArn(origin) ? [] : [
    `\`resource\` is of type ${origin.cfnResourceType}, whose ARN is not known before it changes: use BackupTrigger.onDeploy(), `
    + 'or BackupResource.fromArn(...) with an ARN that does not refer to it, and beforeChange({ watch: [...] })',
  ];
}

function hasKnownArn({ cfnResourceType }: CfnResource): boolean {
  return resourceTypeOfCfn(cfnResourceType) !== undefined;
}

function addedTooLateProblems(waiting: WaitingConstructs, watched: readonly CfnResource[]): string[] {
  const late = watched.find((resource) => !waiting.has(resource));
  return late === undefined ? [] : [
    `beforeChange: ${late.node.path} was added to a watched construct after the trigger, beside something that the backup needs, so it would not wait: `
    + 'add it before the trigger, or watch a construct that contains nothing else',
  ];
}
