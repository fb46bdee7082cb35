import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { differencesOf } from './compare-assemblies';

type Files = Record<string, unknown>;

const HASH = 'a'.repeat(64);
const FILES: Files = {
  'manifest.json': manifest('a warning'),
  'Shop.template.json': { Resources: { Table: { Type: 'AWS::DynamoDB::Table', Properties: { Size: 1 } } }, Key: `${HASH}.zip` },
  'on-demand-backup-protection.json': [{ status: 'PROTECTED' }],
};

function manifest(data: string, type = 'aws:cdk:warning'): unknown {
  return { artifacts: { Shop: { metadata: { '/Shop': [{ type, data }, { type: 'aws:cdk:logicalId', data: HASH }] } } } };
}

function differences(changes: Files, expected = FILES): string[] {
  const folders = [expected, { ...expected, ...changes }].map((files) => {
    const folder = mkdtempSync(join(tmpdir(), 'assembly-'));
    for (const [name, content] of Object.entries(files)) {
      if (content !== undefined) { writeFileSync(join(folder, name), JSON.stringify(content)); }
    }
    return folder;
  });
  try {
    return differencesOf(folders[0], folders[1]);
  } finally {
    folders.forEach((folder) => rmSync(folder, { recursive: true }));
  }
}

test.each<[string, Files]>([
  ['the same files', {}],
  ['another asset hash', { 'Shop.template.json': { ...FILES['Shop.template.json'] as object, Key: `${'b'.repeat(64)}.zip` } }],
  ['another order of keys', { 'Shop.template.json': { Key: `${HASH}.zip`, Resources: (FILES['Shop.template.json'] as { Resources: unknown }).Resources } }],
  ['another tree', { 'tree.json': {} }],
])('%s: no difference', (_, changes) => {
  expect(differences(changes)).toEqual([]);
});

test.each<[string, Files, string]>([
  ['another value', { 'on-demand-backup-protection.json': [{ status: 'COVERED' }] },
    'on-demand-backup-protection.json/0/status: "PROTECTED" in TypeScript, "COVERED" here'],
  ['another type of value', { 'on-demand-backup-protection.json': [{ status: { a: 1 } }] },
    'on-demand-backup-protection.json/0/status: "PROTECTED" in TypeScript, {"a":1} here'],
  ['a member more', { 'on-demand-backup-protection.json': [{ status: 'PROTECTED', reason: '' }] },
    'on-demand-backup-protection.json/0/reason: nothing in TypeScript, "" here'],
  ['a file less', { 'on-demand-backup-protection.json': undefined },
    'on-demand-backup-protection.json: [{"status":"PROTECTED"}] in TypeScript, nothing here'],
  ['a template more', { 'Other.template.json': {} }, 'Other.template.json: nothing in TypeScript, {} here'],
  ['another text of a message', { 'manifest.json': manifest('another') },
    'messages/0: "Shop /Shop aws:cdk:warning \\"a warning\\"" in TypeScript, "Shop /Shop aws:cdk:warning \\"another\\"" here'],
  ['an error instead of a warning', { 'manifest.json': manifest('a warning', 'aws:cdk:error') },
    'messages/0: "Shop /Shop aws:cdk:warning \\"a warning\\"" in TypeScript, "Shop /Shop aws:cdk:error \\"a warning\\"" here'],
])('%s is a difference', (_, changes, difference) => {
  expect(differences(changes)).toEqual([difference]);
});

test('messages in a file of their own', () => {
  const { artifacts } = manifest('a warning') as { artifacts: { Shop: { metadata: unknown } } };
  const expected = { ...FILES, 'manifest.json': { artifacts: { Shop: { additionalMetadataFile: 'Shop.metadata.json' } } }, 'Shop.metadata.json': artifacts.Shop.metadata };
  expect(differences({ 'Shop.metadata.json': {} }, expected)).toEqual(['messages/0: "Shop /Shop aws:cdk:warning \\"a warning\\"" in TypeScript, nothing here']);
});
