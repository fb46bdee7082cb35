import { type App, CfnResource, Duration, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { Table } from 'aws-cdk-lib/aws-dynamodb';
import { ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { BackupTrigger, OnDemandBackup, type OnDemandBackupProps, type BeforeChangeOptions } from 'cdk-on-demand-backup';
import type { Construct } from 'constructs';
import { partitionKey } from '../util/resources';
import { staleNestedStacksOf } from '../util/synth';
import { flatten, newStack } from '../util/template';
import { flawsOf, idOf, wayIn } from '../util/template-graph';

/** What CloudFormation would refuse in the templates of an app. */
export const flaws = (construct: Construct) => [...flawsOf(construct.node.root as App), ...staleNestedStacksOf(construct)];

export const daily = () => BackupTrigger.onSchedule(ScheduleExpression.rate(Duration.days(1)));
export const alarms = () => BackupTrigger.onEvent({ source: ['aws.cloudwatch'] });
export const everything = () => [BackupTrigger.beforeChange(), BackupTrigger.onDelete(), BackupTrigger.onDeploy(), daily(), alarms()];

export function newTable(scope: Construct, id = 'Orders'): Table {
  return new Table(scope, id, { partitionKey });
}

export const tableResource = (table: Table) => BackupResource.fromDynamoDbTable(table);

export function resource(scope: Construct, id: string, properties: object = {}): CfnResource {
  return new CfnResource(scope, id, { type: 'X::Y::Z', properties: { ...properties } });
}

/** A table with a backup. */
export function tableWith(props: Partial<OnDemandBackupProps>) {
  const stack = newStack();
  const table = newTable(stack);
  const backup = new OnDemandBackup(stack, 'Backup', { resource: tableResource(table), ...props });
  return { stack, table, backup };
}

/** A backup that runs before its resource changes. */
export function guard(
  scope: Construct, guarded: BackupResource, options?: BeforeChangeOptions, props: Partial<OnDemandBackupProps> = {}, id = 'Backup',
): OnDemandBackup {
  return new OnDemandBackup(scope, id, { resource: guarded, triggers: [BackupTrigger.beforeChange(options)], ...props });
}

export function dependenciesOf(stack: Stack, construct: Construct): string[] {
  const { DependsOn = [] } = Template.fromStack(stack).toJSON().Resources[idOf(construct)] as { DependsOn?: string[] };
  return DependsOn;
}

/** Whether CloudFormation handles one resource before another, by their logical ids. */
export function isBefore(stack: Stack, first: string, then: string): boolean {
  return wayIn(Template.fromStack(stack).toJSON(), then, first) !== undefined;
}

/** The logical id of a custom resource of the backup `Backup`. */
export function idOfLink(stack: Stack, link: string): string {
  return Object.keys(Template.fromStack(stack).findResources('Custom::OnDemandBackup')).find((id) => new RegExp(`Backup${link}[0-9A-F]{8}$`).test(id)) as string;
}

/** What the function of a stack may ask CloudFormation and the services of resources. */
export function lookupsOf(stack: Stack): Record<string, string[]> {
  const policies = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy')) as { Properties: { PolicyDocument: { Statement: Statement[] } } }[];
  const lookups = policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .filter(({ Action }) => Action === 'cloudformation:DescribeStackResource' || !/^(logs|backup|iam|states|cloudformation):|,/.test(String(Action)))
    .map(({ Action, Resource }) => [String(Action), [Resource].flat().map(flatten)] as const);
  const actions = [...new Set(lookups.map(([action]) => action))];
  return Object.fromEntries(actions.map((action) => [action, lookups.flatMap(([own, resources]) => own === action ? resources : [])]));
}

interface Statement {
  readonly Action: string | string[];
  readonly Resource: unknown;
}
