import { createHash } from 'node:crypto';
import { type App, NestedStack, type Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import type { IConstruct } from 'constructs';

/** A resource in a template. */
export interface ResourceJson {
  readonly Type: string;
  readonly DependsOn?: readonly string[];
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly [attribute: string]: unknown;
}

/** Synthesises the app that a construct is in. */
export function synthOf(construct: IConstruct): void {
  (construct.node.root as App).synth();
}

/** The error message of the synthesis of an app; empty when it succeeds. */
export function synthErrorOf(construct: IConstruct): string {
  try {
    synthOf(construct);
  } catch (error) {
    return (error as Error).message;
  }
  return '';
}

/** The custom resources of a backup by their ids in it: `OnDeploy`, `BeforeChange`, `OnDeleteContinued1`. */
export function linksOf(stack: Stack, backupId = 'Backup'): Record<string, ResourceJson> {
  const found = Template.fromStack(stack).findResources('Custom::OnDemandBackup') as Record<string, ResourceJson>;
  const links = Object.entries(found).map(([id, json]) => [new RegExp(`${backupId}(\\D\\w*?)[0-9A-F]{8}$`).exec(id)?.[1], json] as const);
  return Object.fromEntries(links.filter(([id]) => id !== undefined));
}

/** The infos of a stack, which are not warnings. */
export function infosOf(stack: Stack): string[] {
  return Annotations.fromStack(stack).findInfo('*', Match.anyValue()).map(({ entry }) => String(entry.data));
}

/**
 * The nested stacks of an app whose parent names another template than theirs. aws-cdk-lib hashes the templates of nested stacks before
 * it validates, and writes them after: what changes in between is never deployed.
 */
export function staleNestedStacksOf(construct: IConstruct): string[] {
  const app = construct.node.root as App;
  const nested = app.node.findAll().filter((each): each is NestedStack => NestedStack.isNestedStack(each));
  return nested.filter((stack) => {
    const hash = createHash('sha256').update(JSON.stringify(Template.fromStack(stack).toJSON())).digest('hex');
    return !JSON.stringify(Template.fromStack(stack.nestedStackParent as Stack).findResources('AWS::CloudFormation::Stack')).includes(`${hash}.json`);
  }).map(({ node }) => node.path);
}
