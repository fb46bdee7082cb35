import { readFileSync, writeFileSync } from 'node:fs';
import { CATALOGUE, RESOURCE_TYPE_NAMES, type ResourceFeature, type ResourceForm, type ResourceTypeName } from '../src/request/resource-types/catalogue';
import { SYNTH_CATALOGUE } from '../src/request/resource-types/synth-catalogue';

const BEGIN = '<!-- resource types: written by `npx projen` from src/request/resource-types/ -->';
const END = '<!-- end of resource types -->';

const COLUMNS = [
  '`resourceType`', 'in CloudFormation', 'cold storage', 'air-gapped vault', 'index', 'options of its own', 'can be stopped', '`beforeChange`', '`onDelete`', 'protection',
];

const OPTIONS: Readonly<Partial<Record<ResourceFeature, string>>> = { windowsVss: '`windowsVss`', s3Options: '`backupAcls`, `backupObjectTags`' };

/** The table of resource types: a line for each form of ARN in the catalogue. */
export function resourceTypeTable(): string {
  const names = [...RESOURCE_TYPE_NAMES].sort((one, other) => one.localeCompare(other, 'en'));
  const rows = names.flatMap((name) => (CATALOGUE[name] as readonly ResourceForm[]).map((form) => cellsOf(name, form)));
  return [COLUMNS, COLUMNS.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** A README with the table between its two markers. */
export function withResourceTypeTable(readme: string): string {
  const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (begin < 0 || end < begin) { throw new Error(`README.md has no place for the table of resource types: put ${BEGIN} and ${END} in it`); }
  return `${readme.slice(0, begin + BEGIN.length)}\n\n${resourceTypeTable()}\n\n${readme.slice(end)}`;
}

/** Writes the table into a README. */
export function writeResourceTypeTable(file: string): void {
  writeFileSync(file, withResourceTypeTable(readFileSync(file, 'utf8')));
}

function cellsOf(name: ResourceTypeName, { features, cfnTypes }: ResourceForm): string[] {
  const has = (feature: ResourceFeature) => yes(features.includes(feature));
  const isInApp = Object.keys(cfnTypes).length > 0;
  const options = Object.entries(OPTIONS).filter(([feature]) => features.includes(feature as ResourceFeature)).map(([, option]) => option);
  const { protection } = SYNTH_CATALOGUE[name];
  return [
    name,
    isInApp ? Object.keys(cfnTypes).map((type) => `\`${type}\``).join(', ') : 'by ARN only',
    has('coldStorage'), has('airGappedVault'), has('index'),
    options.length > 0 ? options.join(', ') : '–',
    has('stopBackupJob'),
    isInApp ? 'yes' : 'with `watch`',
    'yes',
    protection === 'covered' ? 'yes' : `no: ${protection.notCovered}`,
  ];
}

function yes(isSo: boolean): string {
  return isSo ? 'yes' : '–';
}
