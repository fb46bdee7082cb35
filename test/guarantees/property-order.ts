/** What CloudFormation does in which order, and under which conditions, as the JSON of the templates says. Independent of the library. */
import type { AssemblyJson, ResourceJson, StackJson } from './property-assembly';

/** A resource with the stack that its template is of. */
export interface Located {
  readonly stack: StackJson;
  readonly id: string;
  readonly json: ResourceJson;
}

/** A reference in a template: to a parameter, a resource or its attribute, or an export. */
interface Reference {
  readonly name: string;
  readonly attribute?: string;
  readonly isImport?: boolean;
}

/** All references in a part of a template. */
export function referencesIn(part: unknown): Reference[] {
  if (Array.isArray(part)) { return part.flatMap(referencesIn); }
  if (typeof part !== 'object' || part === null) { return []; }
  return Object.entries(part).flatMap(([key, value]): Reference[] => {
    switch (key) {
      case 'Ref': return typeof value === 'string' ? [{ name: value }] : [];
      case 'Fn::GetAtt': {
        const [name, ...attribute] = Array.isArray(value) ? value as string[] : String(value).split('.');
        return [{ name, attribute: attribute.join('.') }];
      }
      case 'Fn::Sub': return referencesOfSub(value);
      case 'Fn::ImportValue': return typeof value === 'string' ? [{ name: value, isImport: true }] : referencesIn(value);
      default: return referencesIn(value);
    }
  });
}

function referencesOfSub(value: unknown): Reference[] {
  const [text, values] = Array.isArray(value) ? value as [string, object] : [String(value), {}];
  const names = [...text.matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name]) => name).filter((name) => !(name in values));
  return [...names.map((each) => {
    const [name, ...attribute] = each.split('.');
    return { name, attribute: attribute.join('.') || undefined };
  }), ...referencesIn(values)];
}

/** The resources of an assembly, in the order of their operations. */
export class TemplateOrder {
  public readonly resources: readonly Located[];
  private readonly byKey: ReadonlyMap<string, Located>;

  constructor(private readonly assembly: AssemblyJson) {
    this.resources = assembly.stacks.flatMap((stack) => Object.entries(stack.template.Resources ?? {}).map(([id, json]) => ({ stack, id, json })));
    this.byKey = new Map(this.resources.map((resource) => [keyOf(resource), resource]));
  }

  /** The resource of a construct. */
  public at(path: string): Located | undefined {
    return this.resources.find(({ json }) => json.Metadata?.['aws:cdk:path'] === path);
  }

  /** The resources that a part of a template refers to, through parameters and outputs of nested stacks and through exports. */
  public targetsOf(stack: StackJson, part: unknown): Located[] {
    return referencesIn(part).flatMap((reference) => this.targetsOfReference(stack, reference));
  }

  /** The resource with a logical id, below nested stacks. */
  public below(stack: StackJson, [id, ...rest]: readonly string[]): Located | undefined {
    if (rest.length === 0) { return this.byKey.get(`${stack.name}#${id}`); }
    const nested = this.nestedAt(stack, id);
    return nested && this.below(nested, rest);
  }

  /** The stack with a name that is nested in none. */
  public stackNamed(name: string): StackJson | undefined {
    return this.assembly.stacks.find((stack) => stack.parent === undefined && stack.name === name);
  }

  /**
   * Whether CloudFormation creates one resource after another, and deletes it before. Others in between count if they are there whenever
   * both are.
   */
  public isAfter(later: Located, earlier: Located): boolean {
    const goal = `${keyOf(earlier)}:end`;
    const presence = new Set([...this.conditionsOf(later), ...this.conditionsOf(earlier)]);
    const seen = new Set<string>();
    const walk = (event: string): boolean => {
      if (event === goal) { return true; }
      if (seen.has(event) || !this.isPresent(event, presence)) { return false; }
      seen.add(event);
      return this.eventsBefore(event).some(walk);
    };
    return walk(`${keyOf(later)}:start`);
  }

  /** All conditions that a resource is under, those of the stacks that it is nested in too. */
  public conditionsOf({ stack, json: { Condition } }: Located): string[] {
    return [...Condition === undefined ? [] : [`${stack.name}#${Condition}`], ...this.conditionsOfStack(stack)];
  }

  /** All conditions that a stack is under. */
  public conditionsOfStack({ parent }: StackJson): string[] {
    const nesting = parent && this.byKey.get(`${parent.stack.name}#${parent.id}`);
    return nesting === undefined ? [] : this.conditionsOf(nesting);
  }

  private isPresent(event: string, presence: ReadonlySet<string>): boolean {
    const resource = this.byKey.get(event.replace(/:\w+$/, ''));
    return resource === undefined || this.conditionsOf(resource).every((condition) => presence.has(condition));
  }

  /** The events that must have happened before: start and end of the operation on a resource, or on a whole stack. */
  private eventsBefore(event: string): string[] {
    const [, key, moment] = /^(.*):(\w+)$/.exec(event) as unknown as [string, string, string];
    const resource = this.byKey.get(key);
    if (resource === undefined) { return this.eventsBeforeStack(key, moment); }
    const { stack, id, json } = resource;
    if (moment === 'end') {
      const nested = this.nestedAt(stack, id);
      return [`${key}:start`, ...Object.keys(nested?.template.Resources ?? {}).map((each) => `${nested?.name}#${each}:end`)];
    }
    const names = [...referencesIn(json.Properties).map(({ name }) => name), ...[json.DependsOn ?? []].flat()];
    const own = names.map((name) => `${stack.name}#${name}`).filter((each) => this.byKey.has(each)).map((each) => `${each}:end`);
    return [stack.parent ? `${stack.parent.stack.name}#${stack.parent.id}:start` : `${stack.name}:start`, ...own];
  }

  private eventsBeforeStack(name: string, moment: string): string[] {
    const stack = this.assembly.stacks.find((each) => each.name === name);
    if (stack === undefined) { return []; }
    return moment === 'start' ? stack.dependencies.map((each) => `${each}:end`)
      : [`${name}:start`, ...Object.keys(stack.template.Resources ?? {}).map((id) => `${name}#${id}:end`)];
  }

  private nestedAt(stack: StackJson, id: string): StackJson | undefined {
    return this.assembly.stacks.find(({ parent }) => parent?.stack === stack && parent.id === id);
  }

  private targetsOfReference(stack: StackJson, { name, attribute, isImport }: Reference): Located[] {
    if (isImport) { return this.exported(name); }
    const resource = this.byKey.get(`${stack.name}#${name}`);
    const output = /^Outputs\.(.*)$/.exec(attribute ?? '')?.[1];
    const nested = resource && this.nestedAt(stack, name);
    if (nested && output !== undefined) { return this.targetsOf(nested, nested.template.Outputs?.[output]?.Value); }
    if (resource !== undefined) { return [resource]; }
    if (stack.parent === undefined || !(name in (stack.template.Parameters ?? {}))) { return []; }
    const { stack: parent, id } = stack.parent;
    return this.targetsOf(parent, (parent.template.Resources?.[id].Properties?.Parameters as Record<string, unknown> | undefined)?.[name]);
  }

  private exported(name: string): Located[] {
    return this.assembly.stacks.flatMap((stack) => Object.values(stack.template.Outputs ?? {})
      .filter(({ Export }) => Export?.Name === name).flatMap(({ Value }) => this.targetsOf(stack, Value)));
  }
}

function keyOf({ stack, id }: Located): string {
  return `${stack.name}#${id}`;
}
