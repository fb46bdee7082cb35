import fc from 'fast-check';
import { RECORD, recordWith } from './fixture';
import { EMPTY_RECORD, FIXED_MEMBERS, FREE_MEMBERS, type HistoryRecord, SCHEMA, splitIndexOf } from '../../../src/request/history/history-record';
import { readRecord } from '../../../src/request/history/read-record';
import { LONGEST_RECORD_BYTES, writeRecord } from '../../../src/request/history/write-record';

const SEED = Number(process.env.SEED ?? 20251123);
const MEMBERS = [...FIXED_MEMBERS, ...FREE_MEMBERS];
const AWKWARD = ['{{x}}', '{{{', '"', '\\', '\n', '\0', '\ud83d', '\ude00', '😀', 'ä', '{', '}', 'x'.repeat(3000), '__proto__'];
const TEXT = fc.array(fc.oneof(fc.constantFrom(...AWKWARD), fc.string({ unit: 'binary', maxLength: 400 })), { maxLength: 6 }).map((parts) => parts.join(''));
const ANY_RECORD: fc.Arbitrary<HistoryRecord> = fc.record(Object.fromEntries(MEMBERS.map((member) => [member, TEXT]))) as never;

function bytesOf(json: string): number {
  return Buffer.byteLength(json);
}

test('a record is written with all its members, in order, and read again', () => {
  const json = writeRecord(RECORD);
  expect(Object.keys(JSON.parse(json))).toEqual(MEMBERS);
  expect(readRecord(json)).toEqual(RECORD);
});

test('the order of the members does not depend on who made the record', () => {
  const reversed = Object.fromEntries(Object.entries(RECORD).reverse()) as HistoryRecord;
  expect(writeRecord(reversed)).toBe(writeRecord(RECORD));
});

test('a record is written with the schema of this version', () => {
  expect(JSON.parse(writeRecord({ ...RECORD, schema: '7' })).schema).toBe(SCHEMA);
});

test.each([
  ['{{x}}', '{ {x}}'],
  ['{{{{', '{ { { {'],
  ['{ {', '{ {'],
  ['{{ssm:secret}} and {{resolve:ssm:secret}}', '{ {ssm:secret}} and { {resolve:ssm:secret}}'],
])('the reference %j is written as %j', (value, written) => {
  const read = readRecord(writeRecord(recordWith({ revision: value, resourceArn: value }))) as HistoryRecord;
  expect([read.revision, read.resourceArn]).toEqual([written, written]);
});

test.each(['"', '\\', '\n', '\u0007', '\ud83d'])('a fixed member has a question mark for %j', (character) => {
  expect(readRecord(writeRecord(recordWith({ logicalId: `a${character}b` })))?.logicalId).toBe('a?b');
});

test('free text keeps its quotes, backslashes and line breaks', () => {
  const revision = 'say "1.4"\\\nor ä 😀';
  expect(readRecord(writeRecord({ ...RECORD, revision }))?.revision).toBe(revision);
});

test.each([
  ['revision', 256],
  ['statusMessage', 1024],
  ['copies', 512],
] as const)('a long %s is cut to %i characters, and says so', (member, longest) => {
  const read = (text: string): string => readRecord(writeRecord(recordWith({ [member]: text })))?.[member] as string;
  expect(read('ä'.repeat(longest))).toBe('ä'.repeat(longest));
  expect(read('ä'.repeat(longest + 1))).toBe(`${'ä'.repeat(longest - 2)} …`);
});

test('a text is never cut within a character', () => {
  expect(readRecord(writeRecord(recordWith({ revision: '😀'.repeat(300) })))?.revision).toBe(`${'😀'.repeat(254)} …`);
  expect(readRecord(writeRecord({ ...RECORD, statusMessage: '😀'.repeat(1024) }))?.statusMessage).toMatch(/^(😀)+ …$/u);
});

test.each(['describeCommand', 'restoreMetadataCommand'] as const)('a %s is never cut: half a command would be another one', (member) => {
  expect(readRecord(writeRecord(recordWith({ [member]: 'x'.repeat(1025) })))?.[member]).toBe('');
  const crowded = { ...RECORD, statusMessage: '\0'.repeat(1000), copies: '\0'.repeat(500), [member]: 'x'.repeat(1024) };
  expect(['', 'x'.repeat(1024)]).toContain(readRecord(writeRecord(crowded))?.[member]);
});

test('the status message gives way first, and exactly as far as it must', () => {
  const crowded = { ...RECORD, statusMessage: '"'.repeat(1024), copies: 'c'.repeat(512), describeCommand: 'd'.repeat(500) };
  const json = writeRecord(crowded);
  const read = readRecord(json) as HistoryRecord;
  expect(read).toEqual({ ...crowded, statusMessage: expect.stringMatching(/^"+ …$/) });
  expect(bytesOf(json)).toBeGreaterThanOrEqual(LONGEST_RECORD_BYTES - 2);
  expect(bytesOf(json)).toBeLessThanOrEqual(LONGEST_RECORD_BYTES);
});

test.each([
  [1500, ['statusMessage']],
  [2400, ['statusMessage', 'copies']],
  [2700, ['statusMessage', 'copies', 'restoreMetadataCommand']],
  [2800, ['statusMessage', 'copies', 'restoreMetadataCommand', 'describeCommand']],
  [3000, ['statusMessage', 'copies', 'restoreMetadataCommand', 'describeCommand', 'revision']],
] as const)('with a resource ARN of %i characters more, these give way: %p', (more, expected) => {
  const crowded = { ...RECORD, resourceArn: RECORD.resourceArn + 'x'.repeat(more), statusMessage: 's'.repeat(1024), copies: 'c'.repeat(512), revision: 'r'.repeat(256) };
  const read = readRecord(writeRecord(crowded)) as HistoryRecord;
  expect(MEMBERS.filter((member) => read[member] !== crowded[member]).sort()).toEqual([...expected].sort());
  expect([crowded.describeCommand, '']).toContain(read.describeCommand);
  expect([crowded.restoreMetadataCommand, '']).toContain(read.restoreMetadataCommand);
});

test('a fixed member that is too long is empty, the longest first: half an ARN would name something else', () => {
  const read = readRecord(writeRecord({ ...RECORD, iamRoleArn: 'x'.repeat(3000), resourceArn: 'y'.repeat(2000) })) as HistoryRecord;
  expect(read).toMatchObject({ iamRoleArn: '', resourceArn: 'y'.repeat(2000), recoveryPointArn: RECORD.recoveryPointArn, stackId: RECORD.stackId });
});

test('the outcome and the recovery point stay longest', () => {
  const long = Object.fromEntries(MEMBERS.map((member) => [member, 'x'.repeat(3000)])) as HistoryRecord;
  expect(readRecord(writeRecord({ ...long, outcome: 'succeeded' }))).toEqual({ ...EMPTY_RECORD, schema: SCHEMA, outcome: 'succeeded', recoveryPointArn: 'x'.repeat(3000) });
  expect(readRecord(writeRecord({ ...long, outcome: 'succeeded', recoveryPointArn: 'x'.repeat(5000) }))).toMatchObject({ outcome: 'succeeded', recoveryPointArn: '' });
});

test('whatever a record holds, it fits, keeps its order, is no reference, and can be taken apart', () => {
  fc.assert(fc.property(ANY_RECORD, (record) => {
    const json = writeRecord(record);
    expect(bytesOf(json)).toBeLessThanOrEqual(LONGEST_RECORD_BYTES);
    expect(json).not.toContain('{{');
    expect(Buffer.from(json).toString()).toBe(json); // no half of a surrogate pair
    const read = readRecord(json) as HistoryRecord;
    expect(Object.keys(JSON.parse(json))).toEqual(MEMBERS);
    const parts = json.split('"');
    for (const member of FIXED_MEMBERS) { expect(parts[splitIndexOf(member)]).toBe(read[member]); }
    expect(writeRecord(read)).toBe(json);
  }), { seed: SEED, numRuns: 400 });
});
