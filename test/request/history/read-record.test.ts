import fc from 'fast-check';
import { RECORD, recordWith } from './fixture';
import { EMPTY_RECORD, FIXED_MEMBERS, FREE_MEMBERS } from '../../../src/request/history/history-record';
import { readRecord } from '../../../src/request/history/read-record';
import { writeRecord } from '../../../src/request/history/write-record';

const SEED = Number(process.env.SEED ?? 20251123);
const MEMBERS = [...FIXED_MEMBERS, ...FREE_MEMBERS];

test.each<readonly [string, unknown]>([
  ['a missing parameter', undefined],
  ['null', null],
  ['an object instead of a string', RECORD],
  ['an empty string', ''],
  ['a string that is not JSON', '{"schema":"1"'],
  ['a JSON string', '"1"'],
  ['a list', '[{"schema":"1"}]'],
  ['JSON null', 'null'],
  ['an object without a schema', '{"outcome":"succeeded"}'],
  ['a schema of 0', '{"schema":"0"}'],
  ['a schema that is no number', '{"schema":"one"}'],
  ['a schema that is a list', '{"schema":["1"]}'],
  ['a negative schema', '{"schema":-1}'],
  ['a schema that it inherits', '{"__proto__":{"schema":"1"}}'],
])('%s is no record', (_what, value) => {
  expect(readRecord(value)).toBeUndefined();
});

test.each(MEMBERS.filter((member) => member !== 'schema'))('a record without %s is read, with an empty one', (member) => {
  const { [member]: _left, ...others } = RECORD;
  expect(readRecord(JSON.stringify(others))).toEqual({ ...RECORD, [member]: '' });
});

test.each([[null], [true], [{}], [[]], [['x']]])('a member that is %j is empty', (value) => {
  expect(readRecord(JSON.stringify({ ...RECORD, outcome: value }))).toEqual({ ...RECORD, outcome: '' });
});

test('numbers count as strings, also the schema', () => {
  expect(readRecord('{"schema":1,"backupSizeInBytes":5}')).toEqual(recordWith({ backupSizeInBytes: '5' }));
});

test('a record of a newer schema is read as far as it is known, and says that it is newer', () => {
  expect(readRecord(JSON.stringify({ ...RECORD, schema: '2', region: 'eu-west-1', outcome: ['new'] }))).toEqual({ ...RECORD, schema: '2', outcome: '' });
});

test('members in another order, with spaces and line breaks, are read', () => {
  expect(readRecord(JSON.stringify(Object.fromEntries(Object.entries(RECORD).reverse()), undefined, 2))).toEqual(RECORD);
});

test('a record cannot bring a prototype or a method along', () => {
  const read = readRecord('{"schema":"1","__proto__":{"outcome":"succeeded"},"constructor":"x","toString":"x"}');
  expect(read).toEqual(recordWith({}));
  expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  expect(Object.keys(read as object)).toEqual(Object.keys(EMPTY_RECORD));
  expect(({} as { outcome?: string }).outcome).toBeUndefined();
});

test('a member is not taken from a prototype', () => {
  Object.defineProperty(Object.prototype, 'outcome', { value: 'succeeded', configurable: true });
  try {
    expect(readRecord('{"schema":"1"}')?.outcome).toBe('');
  } finally {
    delete (Object.prototype as { outcome?: string }).outcome;
  }
});

test('whatever the parameter holds, reading never throws, and what is read can be written', () => {
  const edited = fc.tuple(fc.nat(4096), fc.nat(20), fc.string({ unit: 'binary', maxLength: 10 })).map(([at, cut, put]) => {
    const json = writeRecord(RECORD);
    return json.slice(0, at) + put + json.slice(at + cut);
  });
  fc.assert(fc.property(fc.oneof(edited, fc.json(), fc.string({ unit: 'binary' }), fc.anything()), (value) => {
    const read = readRecord(value);
    if (read === undefined) { return; }
    expect(Object.keys(read)).toEqual(Object.keys(EMPTY_RECORD));
    expect(Object.values(read).every((member) => typeof member === 'string')).toBe(true);
    expect(readRecord(writeRecord(read))).toBeDefined();
  }), { seed: SEED, numRuns: 2000 });
});
