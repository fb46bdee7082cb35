import { App, type CfnElement, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';

/** The part of a template with its dependencies. */
interface TemplateJson {
  readonly Parameters?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, { readonly DependsOn?: string | readonly string[]; readonly Properties?: unknown }>>;
}

/** The dependencies of each resource of a template, as CloudFormation sees them. Independent of the library, which the tests must not trust. */
function dependenciesIn(template: TemplateJson): Map<string, Set<string>> {
  return new Map(Object.entries(template.Resources).map(([id, { DependsOn = [], Properties }]) => {
    const known = referencesIn(Properties).filter((name) => name in template.Resources);
    return [id, new Set([...known, ...[DependsOn].flat() as string[]])];
  }));
}

/** A path from one resource to another, or back to itself. */
export function wayIn(template: object, from: string, to: string): string[] | undefined {
  const graph = dependenciesIn(template as TemplateJson);
  const seen = new Set<string>();
  const search = (id: string): string[] | undefined => {
    for (const next of graph.get(id) ?? []) {
      if (next === to) { return [id, next]; }
      if (seen.has(next)) { continue; }
      seen.add(next);
      const rest = search(next);
      if (rest) { return [id, ...rest]; }
    }
    return undefined;
  };
  return search(from);
}

/** The dependency cycles and broken references in all templates of an app, nested ones too. Empty when the app deploys. */
export function flawsOf(app: App): string[] {
  const stacks = app.node.findAll().filter(Stack.isStack);
  return stacks.flatMap((stack) => {
    const template = { Resources: {}, ...Template.fromStack(stack, { skipCyclicalDependenciesCheck: true }).toJSON() } as TemplateJson;
    const cycles = Object.keys(template.Resources).flatMap((id) => wayIn(template, id, id)?.join(' -> ') ?? []);
    const names = [...Object.keys(template.Resources), ...Object.keys(template.Parameters ?? {})];
    const needed = Object.values(template.Resources)
      .flatMap(({ DependsOn = [], Properties }) => [...referencesIn(Properties), ...[DependsOn].flat() as string[]]);
    return [...cycles, ...needed.filter((name) => !names.includes(name) && !name.startsWith('AWS::')).map((name) => `${stack.node.path}: no ${name}`)];
  });
}

/** The logical id of the resource that a construct is, or is made of. */
export function idOf(construct: { readonly node: { readonly defaultChild?: unknown } }): string {
  const element = (construct.node.defaultChild ?? construct) as CfnElement;
  return element.stack.resolve(element.logicalId) as string;
}

function referencesIn(part: unknown): string[] {
  if (Array.isArray(part)) { return part.flatMap(referencesIn); }
  if (typeof part !== 'object' || part === null) { return []; }
  return Object.entries(part).flatMap(([key, value]) => {
    switch (key) {
      case 'Ref': return typeof value === 'string' ? [value] : [];
      case 'Fn::GetAtt': return [Array.isArray(value) ? value[0] as string : String(value).split('.')[0]];
      case 'Fn::Sub': {
        const [text, values] = Array.isArray(value) ? value as [string, object] : [String(value), {}];
        const names = [...text.matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name]) => name.split('.')[0]).filter((name) => !(name in values));
        return [...names, ...referencesIn(values)];
      }
      default: return referencesIn(value);
    }
  });
}
