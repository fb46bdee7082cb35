import type { BackupRequest } from '../backup-request';
import { isKnown, isObject } from '../known';
import { error, Problem, warning } from '../problem';
import { PROVENANCE_KEYS } from '../provenance-tags';
import type { RequestFacts } from '../request-facts';
import { memberNamed } from '../rules/additional-members';
import { LIFECYCLE_MEMBERS, type Member, notAnObject, REQUEST_MEMBERS } from '../rules/members';

type Members = Readonly<Record<string, unknown>>;

/** What an input of `aws backup start-backup-job` asks for. */
export interface CliInput {
  /** The members that the API has, without what a skeleton prints in place of a value. The values are unchecked. */
  readonly request: Partial<BackupRequest>;
  readonly problems: readonly Problem[];
}

/** What `--generate-cli-skeleton` prints in the maps, and for the event of a lifecycle. */
const PLACEHOLDER_KEY = 'KeyName';
const PLACEHOLDER_EVENT = 'DELETE_AFTER_COPY';
const EVENT = 'DeleteAfterEvent';

/**
 * Reads the input of `aws backup start-backup-job`, as `--cli-input-json` and `--cli-input-yaml` take it. What `--generate-cli-skeleton` prints for a
 * member that nobody has filled in counts as left out: an empty string, 0, a map with `KeyName` only. `Index` has no such value: it prints one of the two.
 */
export function readCliInput(input: unknown, facts: RequestFacts = {}): CliInput {
  if (!isObject(input)) { return { request: {}, problems: [notAnObject(input)] }; }
  const known = knownMembers(input, REQUEST_MEMBERS);
  const { Lifecycle, RecoveryPointTags, BackupOptions, ...others } = known.members;
  const lifecycle = isObject(Lifecycle) && isKnown(Lifecycle, facts) ? readLifecycle(Lifecycle) : { members: Lifecycle, problems: [] };
  const members = {
    ...others, Lifecycle: lifecycle.members, RecoveryPointTags: readMap(RecoveryPointTags, facts), BackupOptions: readMap(BackupOptions, facts),
  };
  return { request: filledIn(members), problems: [...known.problems, ...lifecycle.problems] };
}

/** The placeholders of a lifecycle are none as soon as a number of days is given; those that depend on another placeholder stay out. */
function readLifecycle(lifecycle: Members): { members: Members | undefined; problems: readonly Problem[] } {
  const { [EVENT]: event, ...inputs } = lifecycle;
  const { members, problems } = knownMembers(inputs, LIFECYCLE_MEMBERS, 'Lifecycle.');
  const { OptInToArchiveForSupportedResources: optIn, ...days } = members;
  const isPlaceholder = optIn === true && isUnfilled(days.MoveToColdStorageAfterDays) && 'MoveToColdStorageAfterDays' in days;
  const given = filledIn({ ...days, OptInToArchiveForSupportedResources: isPlaceholder ? undefined : optIn });
  const isUnsent = event === PLACEHOLDER_EVENT;
  const read = event === undefined || isUnsent ? given : { ...given, [EVENT]: event };
  if (Object.keys(read).length === 0) { return { members: undefined, problems }; }
  if (!isUnsent) { return { members: read, problems }; }
  return {
    members: read,
    problems: [...problems, warning('deleteAfterEventNotSent',
      `Lifecycle.${EVENT} of the input is not sent, because only AWS Backup sets it: remove it`)],
  };
}

/**
 * A map without what stands for its entries: a tag may be empty, but hardly under that key. And without the provenance tags of the backup that
 * the input is from: the new one has its own.
 */
function readMap(map: unknown, facts: RequestFacts): unknown {
  if (!isObject(map) || !isKnown(map, facts)) { return map; }
  const entries = Object.entries(map).filter(([key, value]) => (key !== PLACEHOLDER_KEY || value !== '') && !PROVENANCE_KEYS.includes(key));
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function knownMembers(holder: Members, members: readonly Member[], path = ''): { members: Members; problems: Problem[] } {
  const names = new Set(members.map(({ name }) => name));
  const [known, unknown] = [true, false].map((wanted) => Object.entries(holder).filter(([name]) => names.has(name) === wanted));
  return { members: Object.fromEntries(known), problems: unknown.map(([name]) => unknownMember(path, name, memberNamed(name, members))) };
}

function unknownMember(path: string, name: string, intended: Member | undefined): Problem {
  const advice = intended === undefined ? 'correct or remove it; if the API has got it since, give it as `additionalRequestMembers`' : `write ${path}${intended.name}`;
  return error('cliInputMemberUnknown', `${path}${name} is not a member of StartBackupJob, as far as this library knows: ${advice}`);
}

function filledIn(members: Members): Members {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => !isUnfilled(value)));
}

function isUnfilled(value: unknown): boolean {
  return value === undefined || value === null || value === '' || value === 0;
}
