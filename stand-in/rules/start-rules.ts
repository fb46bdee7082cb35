import { Index, type Lifecycle } from '@aws-sdk/client-backup';
import type { ResourceType } from './resource-types';
import { isVaultName } from './vault-name';
import { invalidParameter } from '../model/errors';
import type { StartInput } from '../model/start-input';

const OPTION_PART = /^[a-zA-Z0-9\-_.]{1,50}$/;
const ROLE_ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/;
const AIR_GAPPED_VAULT_ARN = /^arn:aws[a-z-]*:backup:[a-z0-9-]+:\d{12}:backup-vault:[a-zA-Z0-9\-_]{2,50}$/;

const MIN_START_WINDOW = 60;
const HUNDRED_YEARS_IN_MINUTES = 52_560_000;
const MAX_RETENTION_DAYS = 36_500;
const MIN_DAYS_IN_COLD_STORAGE = 90;
const INDEXED_TYPES = ['EBS', 'S3'];

/** The documented options with the resource type that each belongs to. */
const OPTION_TYPES: ReadonlyMap<string, string> = new Map([
  ['WindowsVSS', 'EC2'], ['BackupACLs', 'S3'], ['BackupObjectTags', 'S3'],
]);

/** Throws where the service is documented to refuse at once. Written from the AWS documentation alone: it shares no code with our validation. */
export function checkStart(input: StartInput, type: ResourceType): void {
  const [problem] = problemsOf(input, type);
  if (problem !== undefined) { throw invalidParameter(problem); }
}

function* problemsOf(input: StartInput, type: ResourceType): Generator<string> {
  if (!isVaultName(input.BackupVaultName)) { yield `Invalid backup vault name: ${input.BackupVaultName}`; }
  if (!ROLE_ARN.test(input.IamRoleArn)) { yield `Invalid IAM role ARN: ${input.IamRoleArn}`; }
  const airGapped = input.LogicallyAirGappedBackupVaultArn;
  if (airGapped !== undefined && !AIR_GAPPED_VAULT_ARN.test(airGapped)) { yield `Invalid logically air-gapped backup vault ARN: ${airGapped}`; }
  yield* windowProblems(input);
  yield* lifecycleProblems(input.Lifecycle ?? {});
  yield* optionProblems(input.BackupOptions ?? {}, type);
  yield* tagProblems(input.RecoveryPointTags ?? {});
  if (input.Index === undefined) { return; }
  if (!Object.hasOwn(Index, input.Index)) { yield `Invalid index: ${input.Index}`; }
  if (input.Index !== Index.DISABLED && !INDEXED_TYPES.includes(type.name)) { yield `Index is not supported for ${type.name}`; }
}

function* windowProblems(input: StartInput): Generator<string> {
  const start = input.StartWindowMinutes;
  const complete = input.CompleteWindowMinutes;
  if (start !== undefined && start < MIN_START_WINDOW) { yield `Start window must be at least ${MIN_START_WINDOW} minutes: ${start}`; }
  if (start !== undefined && start > HUNDRED_YEARS_IN_MINUTES) { yield `Start window must be at most 100 years: ${start}`; }
  if (complete !== undefined && complete < 1) { yield `Complete window must be at least 1 minute: ${complete}`; }
  if (complete !== undefined && complete > HUNDRED_YEARS_IN_MINUTES) { yield `Complete window must be at most 100 years: ${complete}`; }
}

function* lifecycleProblems(lifecycle: Lifecycle): Generator<string> {
  const { DeleteAfterDays: deleteAfter, MoveToColdStorageAfterDays: moveAfter } = lifecycle;
  const isKeptForEver = deleteAfter === undefined || deleteAfter === -1;
  if (lifecycle.DeleteAfterEvent !== undefined) { yield 'DeleteAfterEvent is not valid as an input'; }
  if (!isKeptForEver && (deleteAfter < 1 || deleteAfter > MAX_RETENTION_DAYS)) {
    yield `DeleteAfterDays must be 1 to ${MAX_RETENTION_DAYS}: ${deleteAfter}`;
  }
  if (moveAfter === undefined || moveAfter === -1) { return; }
  if (moveAfter < 0 || moveAfter > MAX_RETENTION_DAYS) { yield `MoveToColdStorageAfterDays must be 0 to ${MAX_RETENTION_DAYS}: ${moveAfter}`; }
  if (!isKeptForEver && deleteAfter < moveAfter + MIN_DAYS_IN_COLD_STORAGE) {
    yield `DeleteAfterDays must be at least ${MIN_DAYS_IN_COLD_STORAGE} days after MoveToColdStorageAfterDays: ${deleteAfter}, ${moveAfter}`;
  }
}

function* optionProblems(options: Record<string, string>, type: ResourceType): Generator<string> {
  for (const [key, value] of Object.entries(options)) {
    const wantedType = OPTION_TYPES.get(key);
    if (!OPTION_PART.test(key) || !OPTION_PART.test(value)) { yield `Invalid backup option: ${key}=${value}`; }
    if (wantedType === undefined) { yield `Unknown backup option: ${key}`; }
    if (wantedType !== undefined && wantedType !== type.name) { yield `Backup option ${key} is not supported for ${type.name}`; }
    if (!['enabled', 'disabled'].includes(value)) { yield `Backup option ${key} must be enabled or disabled: ${value}`; }
  }
}

function* tagProblems(tags: Record<string, string>): Generator<string> {
  for (const [key, value] of Object.entries(tags)) {
    if (key.length < 1 || key.length > 128) { yield `A tag key must have 1 to 128 characters: ${key}`; }
    if (value.length > 256) { yield `A tag value must have at most 256 characters: ${key}`; }
    if (key.toLowerCase().startsWith('aws:')) { yield `A tag key must not start with aws: ${key}`; }
  }
}
