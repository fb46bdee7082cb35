/** What the tests of schedules and rules read from a template: what starts the state machine, with which input and permission. */
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { flatten } from './template';

export type Json = Record<string, unknown>;

export const MACHINE = { Ref: expect.stringMatching(/^OnDemandBackupProviderStateMachine\w{8}$/) };
/** The one statement of a role that starts the state machine. */
export const MAY_START = { Effect: 'Allow', Action: 'states:StartExecution', Resource: MACHINE };

export function arnOf(logicalId: RegExp): object {
  return { 'Fn::GetAtt': [expect.stringMatching(logicalId), 'Arn'] };
}

/** The properties of all resources of a type. */
export function resourcesOf(stack: Stack, type: string): Json[] {
  return Object.values(Template.fromStack(stack).findResources(type)).map(({ Properties }) => Properties as Json);
}

export function logicalIdsOf(stack: Stack, type: string): string[] {
  return Object.keys(Template.fromStack(stack).findResources(type));
}

/** An execution input, with `<LogicalId.Attribute>` for what is known at deploy time. */
export function readInput(text: unknown): Json {
  return JSON.parse(flatten(text)) as Json;
}

/** The history in the input of the backup `Backup` of the stack `Shop`. */
export function historyOf(trigger: unknown): Json {
  return {
    Path: '/cdk-on-demand-backup/Shop/Backup',
    Recorded: { trigger, fingerprint: '', revision: '', stackId: '<AWS::StackId>', requestId: '', logicalId: '', formerFingerprint: '' },
  };
}

/** The statements of role policies, by the logical ids of the policies. */
export function statementsOf(stack: Stack, logicalId: RegExp): Json[] {
  return Object.entries(Template.fromStack(stack).findResources('AWS::IAM::Policy'))
    .filter(([id]) => logicalId.test(id)).flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement as Json[]);
}

/** Who may assume the roles. */
export function trustOf(stack: Stack, logicalId: RegExp): Json[] {
  return Object.entries(Template.fromStack(stack).findResources('AWS::IAM::Role'))
    .filter(([id]) => logicalId.test(id)).flatMap(([, { Properties }]) => Properties.AssumeRolePolicyDocument.Statement as Json[]);
}
