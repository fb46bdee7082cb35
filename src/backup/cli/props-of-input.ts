import { Aws, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { CliInputProps } from './cli-input-props';
import { propsOfRequest } from './props-of-request';
import type { OnDemandBackupProps } from '../../on-demand-backup-props';
import type { BackupRequest } from '../../request/backup-request';
import { readCliInput } from '../../request/cli/read-cli-input';
import { isObject } from '../../request/known';
import type { Problem } from '../../request/problem';
import type { RequestFacts } from '../../request/request-facts';
import { LIFECYCLE_MEMBERS, type Member, REQUEST_MEMBERS } from '../../request/rules/members';
import { validateRequest } from '../../request/validate-request';
import { failOn } from '../problems';
import { OPTION_OF_PROP } from '../render-request';

/** A backup that is not defined yet, and the input that defines it. */
export interface PlannedInput {
  readonly scope: Construct;
  readonly id: string;
  readonly input?: unknown;
  /** The file that the input is from. */
  readonly source?: string;
}

/** The props of a backup from an input of the AWS CLI. */
export interface PropsOfInput {
  readonly props: OnDemandBackupProps;
  readonly warnings: readonly Problem[];
}

/** Turns an input of the AWS CLI into props; those given override it. Throws all problems of the input in one message. */
export function propsOfInput(planned: PlannedInput, given: CliInputProps): PropsOfInput {
  const { scope, id, input } = planned;
  const overrides = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as CliInputProps;
  const { stackId, account, region } = Stack.of(scope);
  const facts = { isUnresolved: Token.isUnresolved, resourceType: overrides.resourceType?.name, stackId, account, region };
  const read = readCliInput(input, facts);
  const request = withoutOverridden(read.request, overrides);
  const found = [...read.problems, ...isObject(input) ? validateRequest(complete(request, overrides), facts) : []];
  failOnInput(planned, [...found.filter(({ severity }) => severity === 'error').map(({ message }) => message), ...mustBeKnown(request, facts)]);
  const props = { ...propsOfRequest(scope, id, request), ...overrides } as OnDemandBackupProps;
  return { props, warnings: read.problems };
}

/** Throws the problems of an input, if it has any. */
export function failOnInput({ scope, id, source }: PlannedInput, problems: readonly string[]): void {
  failOn({ node: { path: `${scope.node.path}/${id}${source === undefined ? '' : ` (${source})`}` } }, problems);
}

/** A deploy-time value has no place in these props. */
function mustBeKnown(request: Partial<BackupRequest>, facts: Required<Pick<RequestFacts, 'isUnresolved'>>): string[] {
  return (['Lifecycle', 'Index'] as const).filter((name) => facts.isUnresolved(request[name]))
    .map((name) => `${name} of the input is a deploy-time value, but decides which props the backup gets: give one that is known at synth`);
}

/** With something in place of what the stack or the props provide, which the constructor checks. */
function complete(request: Partial<BackupRequest>, { resource }: CliInputProps): BackupRequest {
  const provided = Aws.NO_VALUE;
  return { BackupVaultName: provided, IamRoleArn: provided, ...resource === undefined ? {} : { ResourceArn: provided }, ...request } as BackupRequest;
}

/** As on the command line, what is given beside an input counts. */
function withoutOverridden(request: Partial<BackupRequest>, overrides: CliInputProps): Partial<BackupRequest> {
  const { Lifecycle, BackupOptions, ...others } = request;
  return {
    ...membersLeft(others, REQUEST_MEMBERS, overrides),
    ...Lifecycle === undefined ? {} : { Lifecycle: membersLeft(Lifecycle, LIFECYCLE_MEMBERS, overrides) },
    ...BackupOptions === undefined || overrides.backupOptions !== undefined ? {} : { BackupOptions: membersLeft(BackupOptions, OPTIONS, overrides) },
  };
}

const OPTIONS = Object.entries(OPTION_OF_PROP).map(([prop, name]) => ({ prop, name }));

function membersLeft<T extends object>(holder: T, members: readonly Pick<Member, 'name' | 'prop'>[], overrides: CliInputProps): T {
  if (!isObject(holder) || Token.isUnresolved(holder)) { return holder; } // the rules report what it is
  const overridden = new Set(members.filter(({ prop }) => overrides[prop as keyof CliInputProps] !== undefined).map(({ name }) => name));
  return Object.fromEntries(Object.entries(holder).filter(([name]) => !overridden.has(name))) as T;
}
