/** What jsii-rosetta leaves out of a translated snippet, so that it does not compile. */
import { type Assembly, isClassOrInterfaceType, isEnumType } from '@jsii/spec';

export interface TranslatedSnippet {
  readonly translations: Record<string, { source: string }>;
  /** The types and members that the snippet uses, such as `aws-cdk-lib.Stack` and `aws-cdk-lib.Stack#node`. */
  readonly fqnsReferenced: readonly string[];
}

type Completion = (source: string, snippet: TranslatedSnippet, assemblies: Assemblies) => string;
export type Assemblies = ReadonlyMap<string, Assembly>;

/** By language of jsii-rosetta. C# needs none: its namespaces are imported as a whole. */
export const COMPLETIONS: Readonly<Record<string, Completion>> = {
  python: (source) => /@jsii\./.test(source) && !/^import jsii$/m.test(source) ? `import jsii\n${source}` : source,
  java: (source, { fqnsReferenced }, assemblies) => withJavaImports(withJavaGetters(source, fqnsReferenced, assemblies), fqnsReferenced, assemblies),
};

/** Imports of the types that TypeScript does not name: structs, lists and maps. */
function withJavaImports(source: string, fqns: readonly string[], assemblies: Assemblies): string {
  const names = fqns.filter((fqn) => !fqn.includes('#')).flatMap((fqn) => javaName(fqn, assemblies) ?? []);
  const missing = [...names, 'java.util.List', 'java.util.Map'].filter((name) => {
    const simple = name.slice(name.lastIndexOf('.') + 1);
    return new RegExp(`^(?!import ).*\\b${simple}\\b(?!")`, 'm').test(source) && !new RegExp(`^import [\\w.]+\\.${simple};$`, 'm').test(source);
  });
  return missing.sort().map((name) => `import ${name};\n`).join('') + source;
}

/** Properties are methods in Java, also where the snippet goes on to a member of theirs. */
function withJavaGetters(source: string, fqns: readonly string[], assemblies: Assemblies): string {
  const properties = new Set(fqns.filter((fqn) => isProperty(fqn, assemblies)).map((fqn) => fqn.split('#')[1]));
  return [...properties].reduce((text, name) => {
    return text.replace(new RegExp(`(?<=[\\w)])\\.${name}(?=\\.)`, 'g'), `.get${name[0].toUpperCase()}${name.slice(1)}()`);
  }, source).replace(/(?<!\(String\) |[\w.])\w+(\.\w+\(\))*\.(tryGetContext|getContext)\("[^"]*"\)/g, '(String) $&'); // which is an Object
}

function javaName(fqn: string, assemblies: Assemblies): string | undefined {
  const assembly = assemblies.get(fqn.split('.')[0]);
  const type = assembly?.types?.[fqn];
  if (assembly === undefined || type === undefined) { return undefined; }
  const submodule = type.namespace === undefined ? undefined : assembly.submodules?.[`${assembly.name}.${type.namespace}`];
  const target = submodule?.targets?.java ?? (type.namespace === undefined ? assembly.targets?.java : undefined);
  return target === undefined ? undefined : `${target.package}.${type.name}`;
}

function isProperty(fqn: string, assemblies: Assemblies): boolean {
  const [owner, member] = fqn.split('#');
  const type = assemblies.get(owner.split('.')[0])?.types?.[owner];
  if (member === undefined || type === undefined || isEnumType(type) || !isClassOrInterfaceType(type)) { return false; }
  return type.properties?.some(({ name, static: isStatic }) => name === member && !isStatic) ?? false;
}
