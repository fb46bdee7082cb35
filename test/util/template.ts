import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { BackupResource } from 'aws-cdk-lib/aws-backup';
import { OnDemandBackup, type OnDemandBackupProps } from 'cdk-on-demand-backup';
import { CUSTOM_RESOURCE_TYPE } from '../../src/request/names';

/** An ARN without unknown parts. */
export const TABLE_ARN = 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders';
export const TABLE = BackupResource.fromArn(TABLE_ARN);
export const ENV = { account: '111122223333', region: 'eu-west-1' };

type Json = Record<string, unknown>;

/** A stack in an app of its own. */
export function newStack(props: StackProps = {}): Stack {
  return new Stack(new App(), 'Shop', props);
}

/** A stack with one backup, with the given props and defaults otherwise. */
export function stackWith(props: Partial<OnDemandBackupProps> = {}, stackProps: StackProps = {}): Stack {
  const stack = newStack(stackProps);
  define(stack, 'Backup', props);
  return stack;
}

export function define(stack: Stack, id: string, props: Partial<OnDemandBackupProps> = {}): OnDemandBackup {
  return new OnDemandBackup(stack, id, { resource: TABLE, ...props });
}

export function templateWith(props: Partial<OnDemandBackupProps> = {}): Template {
  return Template.fromStack(stackWith(props));
}

/** The requests of a stack's custom resources, with `<LogicalId.Attribute>` for what is known at deploy time. */
export function requestsOf(stack: Stack): Json[] {
  return propertiesOf(stack).map(({ Request }) => JSON.parse(flatten(Request)) as Json);
}

/** The request of a backup with these props. */
export function requestWith(props: Partial<OnDemandBackupProps> = {}): Json {
  return requestsOf(stackWith(props))[0];
}

export function propertiesOf(stack: Stack): Json[] {
  const found = Template.fromStack(stack).findResources(CUSTOM_RESOURCE_TYPE) as Record<string, { Properties: Json }>;
  return Object.values(found).map(({ Properties }) => Properties);
}

/** Writes an `Fn::Join` as one string. */
export function flatten(value: unknown): string {
  if (typeof value === 'string') { return value; }
  const [intrinsic, argument] = Object.entries(value as Json)[0];
  switch (intrinsic) {
    case 'Fn::Join': return ((argument as unknown[])[1] as unknown[]).map(flatten).join((argument as string[])[0]);
    case 'Fn::GetAtt': return `<${(argument as string[]).join('.')}>`;
    case 'Ref': return `<${argument as string}>`;
    default: return `<${intrinsic}>`;
  }
}

/** The warnings of a stack, as strings. */
export function warningsOf(stack: Stack): string[] {
  return Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ entry }) => String(entry.data));
}
