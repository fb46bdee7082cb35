import { FIXED_MEMBERS, type FixedMember, FREE_MEMBERS, type FreeMember, type HistoryRecord, SCHEMA } from './history-record';
import { utf8Length } from './utf8-length';

/**
 * A parameter of the standard tier holds 4 KB.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
 */
export const LONGEST_RECORD_BYTES = 4096;

/** The most characters of each free text. A command that is cut would be another command: a longer one is left out. */
const LONGEST_TEXT: Readonly<Record<FreeMember, number>> = {
  revision: 256,
  statusMessage: 1024,
  copies: 512,
  describeCommand: 1024,
  restoreMetadataCommand: 1024,
};
const COMMANDS: readonly FreeMember[] = ['describeCommand', 'restoreMetadataCommand'];

/** What gives way when the record is too long, in this order. */
const GIVE_WAY: readonly FreeMember[] = ['statusMessage', 'copies', 'restoreMetadataCommand', 'describeCommand', 'revision'];

/** What a record cannot do without: kept longer than other fixed members. */
const KEPT: readonly FixedMember[] = ['schema', 'outcome', 'recoveryPointArn'];

const MARK = ' …';

/** While it is written, a record changes. */
type Draft = { -readonly [M in keyof HistoryRecord]: string };

/**
 * Writes a record as JSON of at most 4096 bytes, with its members in the documented order.
 *
 * Free text is cut when the record is too long, the status message first. If that is not enough, the longest fixed members become empty:
 * half an ARN would name something else.
 */
export function writeRecord(record: HistoryRecord): string {
  const draft = draftOf(record);
  for (const member of GIVE_WAY) {
    const tooMany = utf8Length(JSON.stringify(draft)) - LONGEST_RECORD_BYTES;
    if (tooMany <= 0) { return JSON.stringify(draft); }
    draft[member] = COMMANDS.includes(member) ? '' : withoutBytes(draft[member], tooMany);
  }
  while (utf8Length(JSON.stringify(draft)) > LONGEST_RECORD_BYTES) { draft[longestOf(draft)] = ''; }
  return JSON.stringify(draft);
}

function draftOf(record: HistoryRecord): Draft {
  const fixed = FIXED_MEMBERS.map((member) => [member, plain(record[member])]);
  const free = FREE_MEMBERS.map((member) => [member, limited(member, record[member])]);
  return { ...Object.fromEntries([...fixed, ...free]) as HistoryRecord, schema: SCHEMA };
}

function longestOf(draft: Draft): FixedMember {
  const byLength = (members: readonly FixedMember[]): FixedMember | undefined =>
    members.filter((member) => draft[member] !== '').sort((a, b) => utf8Length(draft[b]) - utf8Length(draft[a]))[0];
  return byLength(FIXED_MEMBERS.filter((member) => !KEPT.includes(member))) ?? byLength(['recoveryPointArn', 'outcome']) as FixedMember;
}

/** A value without anything that JSON would escape: CloudFormation takes the record apart at its quotes. */
function plain(value: string): string {
  return withoutReferences(value.replace(/["\\\p{Cc}\p{Surrogate}]/gu, '?'));
}

function limited(member: FreeMember, value: string): string {
  const text = withoutReferences(value.replace(/\p{Surrogate}/gu, '\ufffd'));
  const characters = [...text];
  if (characters.length <= LONGEST_TEXT[member]) { return text; }
  return COMMANDS.includes(member) ? '' : characters.slice(0, LONGEST_TEXT[member] - MARK.length).join('') + MARK;
}

/** SSM refuses `{{`, which begins a reference to another parameter, and CloudFormation resolves it where the record is used. */
function withoutReferences(value: string): string {
  return value.replace(/\{(?=\{)/g, '{ ');
}

/** Cuts at least so many bytes off the end of a string, between two characters; empty when nothing would be left. */
function withoutBytes(text: string, bytes: number): string {
  const characters = [...text];
  let left = bytes + utf8Length(MARK);
  while (left > 0 && characters.length > 0) { left -= utf8Length(JSON.stringify(characters.pop())) - 2; }
  return characters.length > 0 ? characters.join('') + MARK : '';
}
