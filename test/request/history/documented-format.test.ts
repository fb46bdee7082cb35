import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { FIXED_MEMBERS, FREE_MEMBERS, type HistoryRecord, splitIndexOf } from '../../../src/request/history/history-record';
import { readRecord } from '../../../src/request/history/read-record';
import { writeRecord } from '../../../src/request/history/write-record';

const PAGE = readFileSync(path.join(__dirname, '../../../docs/history.md'), 'utf8');

test('the page documents each member, in order, with its index', () => {
  const rows = [...PAGE.matchAll(/^\| `(\w+)` \| (\d*) ?\| /gm)].map(([, member, index]) => [member, index]);
  expect(rows).toEqual([...FIXED_MEMBERS.map((member) => [member, String(splitIndexOf(member))]), ...FREE_MEMBERS.map((member) => [member, ''])]);
});

test('the record on the page is one that the function writes', () => {
  const [, json] = /```json\n(.*)\n```/.exec(PAGE) as RegExpExecArray;
  expect(writeRecord(readRecord(json) as HistoryRecord)).toBe(json);
});
