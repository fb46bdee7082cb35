import type { Assembly } from '@jsii/spec';
import { COMPLETIONS } from '../../projenrc/snippets/completions';

const LIBRARY = {
  name: 'library',
  targets: { java: { package: 'com.library' } },
  submodules: { 'library.store': { targets: { java: { package: 'com.library.services.store' } } } },
  types: {
    'library.Stack': { kind: 'class', name: 'Stack', properties: [{ name: 'node' }, { name: 'regions', static: true }], methods: [{ name: 'find' }] },
    'library.store.Key': { kind: 'interface', datatype: true, name: 'Key', namespace: 'store' },
    'library.Kind': { kind: 'enum', name: 'Kind', members: [{ name: 'node' }] },
  },
} as unknown as Assembly;

function complete(language: string, source: string, ...fqnsReferenced: string[]): string {
  return COMPLETIONS[language](source, { translations: {}, fqnsReferenced }, new Map([['library', LIBRARY]]));
}

describe('python', () => {
  test('a decorator of jsii needs its import', () => {
    expect(complete('python', 'from library import ITrigger\n\n@jsii.implements(ITrigger)')).toBe('import jsii\nfrom library import ITrigger\n\n@jsii.implements(ITrigger)');
  });

  test.each(['import jsii\n@jsii.implements(ITrigger)', 'stack = Stack()'])('is complete: %j', (source) => {
    expect(complete('python', source)).toBe(source);
  });
});

describe('java', () => {
  test.each<[string, string, string[], string]>([
    ['a struct of a submodule', 'Key.builder()', ['library.store.Key'], 'import com.library.services.store.Key;\nKey.builder()'],
    ['a type of the root', 'new Stack()', ['library.Stack'], 'import com.library.Stack;\nnew Stack()'],
    ['lists and maps', 'List.of(Map.of())', [], 'import java.util.List;\nimport java.util.Map;\nList.of(Map.of())'],
    ['a property before another member', 'stack.node.find()', ['library.Stack#node'], 'stack.getNode().find()'],
    ['a context value', 'revision(stack.node.tryGetContext("release"))', ['library.Stack#node'], 'revision((String) stack.getNode().tryGetContext("release"))'],
  ])('%s', (_, source, fqns, expected) => {
    expect(complete('java', source, ...fqns)).toBe(expected);
    expect(complete('java', expected, ...fqns)).toBe(expected); // the translations are a cache, too
  });

  test.each<[string, string, string[]]>([
    ['an imported type', 'import com.library.Stack;\nnew Stack()', ['library.Stack']],
    ['a type that the snippet does not name', 'run()', ['library.Stack', 'library.store.Key']],
    ['a type in a string only', 'run("Stack")', ['library.Stack']],
    ['a method', 'stack.find.x()', ['library.Stack#find']],
    ['a static property, a member of an enum, an unknown type', 'a.regions.b + a.node.b + a.other.b', ['library.Stack#regions', 'library.Kind#node', 'elsewhere.X#other', 'library.Unknown']],
  ])('is complete: %s', (_, source, fqns) => {
    expect(complete('java', source, ...fqns)).toBe(source);
  });
});
