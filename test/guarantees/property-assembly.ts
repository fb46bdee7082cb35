/** A cloud assembly as its files show it. Independent of the library, which these tests must not trust. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A resource in a template. */
export interface ResourceJson {
  Type: string;
  Properties?: Record<string, unknown>;
  DependsOn?: string | string[];
  DeletionPolicy?: string;
  Condition?: string;
  Metadata?: { 'aws:cdk:path'?: string; 'aws:asset:path'?: string };
}

/** An output in a template. */
export interface OutputJson {
  Value: unknown;
  Condition?: string;
  Export?: { Name: unknown };
}

/** A template. */
export interface TemplateJson {
  Resources?: Record<string, ResourceJson>;
  Parameters?: Record<string, unknown>;
  Outputs?: Record<string, OutputJson>;
}

/** A stack with its template. */
export interface StackJson {
  /** Unique in the assembly. */
  name: string;
  template: TemplateJson;
  /** Where it is nested. */
  parent?: { stack: StackJson; id: string };
  /** The stacks that are deployed before it. */
  dependencies: string[];
}

/** A row of the report of all protections. */
export interface ReportRow {
  resource: string;
  status: string;
  beforeChange?: string;
  onDelete?: string;
  reason?: string;
}

/** All stacks of an assembly, those of stages and nested ones too, and its report. */
export interface AssemblyJson {
  stacks: StackJson[];
  report: ReportRow[];
}

interface Manifest {
  readonly artifacts?: Record<string, {
    readonly type: string;
    readonly dependencies?: string[];
    readonly properties?: { readonly templateFile?: string; readonly directoryName?: string };
  }>;
}

/** Reads the assembly in a folder. */
export function readAssembly(folder: string): AssemblyJson {
  const report = join(folder, 'on-demand-backup-protection.json');
  return { stacks: readStacks(folder), report: existsSync(report) ? readJson(report) as ReportRow[] : [] };
}

function readStacks(folder: string): StackJson[] {
  const { artifacts = {} } = readJson(join(folder, 'manifest.json')) as Manifest;
  return Object.entries(artifacts).flatMap(([name, { type, dependencies = [], properties }]) => {
    switch (type) {
      case 'aws:cloudformation:stack': {
        const stack: StackJson = { name, template: readJson(join(folder, properties?.templateFile ?? '')) as TemplateJson, dependencies };
        return [stack, ...nestedStacks(stack, folder)];
      }
      case 'cdk:cloud-assembly': return readStacks(join(folder, properties?.directoryName ?? ''));
      default: return [];
    }
  });
}

function nestedStacks(stack: StackJson, folder: string): StackJson[] {
  return Object.entries(stack.template.Resources ?? {}).flatMap(([id, resource]) => {
    const file = resource.Metadata?.['aws:asset:path'];
    if (resource.Type !== 'AWS::CloudFormation::Stack' || file === undefined) { return []; }
    const template = readJson(join(folder, file)) as TemplateJson;
    const nested: StackJson = { name: `${stack.name}/${id}`, template, parent: { stack, id }, dependencies: [] };
    return [nested, ...nestedStacks(nested, folder)];
  });
}

/** Whether the parent of a nested stack names another template than its file has: what changed after its hash was taken is never deployed. */
export function isStale({ template, parent }: StackJson): boolean {
  if (parent === undefined) { return false; }
  const hash = createHash('sha256').update(JSON.stringify(template)).digest('hex');
  return !JSON.stringify(parent.stack.template.Resources?.[parent.id].Properties?.TemplateURL).includes(`${hash}.json`);
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
