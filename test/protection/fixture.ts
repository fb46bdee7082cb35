import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { App, Aspects, Stack } from 'aws-cdk-lib';
import { Annotations as Said, Match, Template } from 'aws-cdk-lib/assertions';
import { AttributeType, CfnTable, Table } from 'aws-cdk-lib/aws-dynamodb';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BackupProtection, type BackupProtectionProps, ProtectionStatus } from 'cdk-on-demand-backup';
import type { Construct } from 'constructs';
import { CUSTOM_RESOURCE_TYPE } from '../../src/request/names';
import { flatten } from '../util/template';

export const STABILIZATION = '@aws-cdk/core:aspectStabilization';
/** The file of the cloud assembly. */
export const REPORT = 'on-demand-backup-protection.json';

export interface TemplateResource {
  readonly Type: string;
  readonly Condition?: string;
  readonly DependsOn?: string | string[];
  readonly Properties?: Record<string, unknown>;
}
export type Fill = (stack: Stack) => void;

export const table = (scope: Construct, id = 'Orders') => new Table(scope, id, { partitionKey: { name: 'id', type: AttributeType.STRING } });
export const role = (scope: Construct) => new Role(scope, 'Role', { assumedBy: new ServicePrincipal('ec2.amazonaws.com') });
export const l1Table = (scope: Construct, id = 'Orders') => new CfnTable(scope, id, { keySchema: [{ attributeName: 'id', keyType: 'HASH' }] });

/** A stack in a protected app. */
export function protect(fill: Fill, props?: BackupProtectionProps, stabilization = true) {
  const app = new App({ context: { [STABILIZATION]: stabilization } });
  const protection = new BackupProtection(props);
  Aspects.of(app).add(protection);
  const stack = new Stack(app, 'Shop');
  fill(stack);
  return { app, stack, protection };
}

export function resourcesOf(stack: Stack): Record<string, TemplateResource> {
  return (Template.fromStack(stack).toJSON() as { Resources: Record<string, TemplateResource> }).Resources;
}

/** The custom resources of a stack, by the logical ids without their hashes. */
export function backupsIn(stack: Stack): Record<string, TemplateResource> {
  const backups = Object.entries(resourcesOf(stack)).filter(([, { Type }]) => Type === CUSTOM_RESOURCE_TYPE);
  return Object.fromEntries(backups.map(([id, resource]) => [id.replace(/^BackupProtection|[0-9A-F]{8}/g, ''), resource]));
}

/** The wait policies and requests of the backups of a table in its own stack. */
export function backupsWith(props?: BackupProtectionProps): Record<string, { waitPolicy: unknown; request: Record<string, unknown> }> {
  return Object.fromEntries(Object.entries(backupsIn(protect(table, props).stack)).map(([id, { Properties = {} }]) => [id, {
    waitPolicy: JSON.parse(Properties.WaitPolicy as string) as unknown,
    request: JSON.parse(flatten(Properties.Request)) as Record<string, unknown>,
  }]));
}

/** The statuses of a report, by the paths of the resources. */
export function statuses({ report }: BackupProtection): Record<string, ProtectionStatus> {
  return Object.fromEntries(report.map(({ resource, status }) => [resource, status]));
}

export function warningsIn(stack: Stack): string[] {
  return Said.fromStack(stack).findWarning('*', Match.anyValue()).map(({ id, entry }) => `${id} ${entry.data as string}`)
    .filter((warning) => !warning.includes('[ack: cdk-on-demand-backup:largeBucket]')); // which each bucket gets: large-buckets.test.ts
}

/** Synthesises into whatever folder the app has, and returns the files there. */
export function filesOf(app: App): Record<string, string> {
  const { directory } = app.synth();
  return Object.fromEntries(['Shop.template.json', REPORT].map((file) => [file, readFileSync(path.join(directory, file), 'utf8')]));
}
