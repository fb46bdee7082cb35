import { CfnParameter, CfnResource, NestedStack } from 'aws-cdk-lib';
import { elementNamed, namesIn, referencesIn } from '../../src/template/references';
import { clearSynthCache } from '../../src/template/synth-cache';
import { newStack } from '../util/template';

const all = () => true;
const KEY = { 'Fn::GetAtt': ['Key', 'Arn'] };
const P = { Ref: 'P' };
const SSM = '{{resolve:ssm:/orders/key}}';
const outputWith = (more: object) => ({ 'Fn::GetStackOutput': { StackName: 'Base', OutputName: 'Key', ...more } });
const OUTPUT = outputWith({ Region: 'eu-west-1' });

describe('the references in a part of a template', () => {
  test.each<[string, unknown, unknown[]]>([
    ['nothing', undefined, []],
    ['a string', 'Ref', []],
    ['null', null, []],
    ['a Ref', P, [P]],
    ['an attribute', KEY, [KEY]],
    ['an attribute, written with a dot', { 'Fn::GetAtt': 'Key.Arn' }, [{ 'Fn::GetAtt': 'Key.Arn' }]],
    ['members and lists', { A: [P, { B: KEY }], C: 'x' }, [P, KEY]],
    ['a member beside others that is called Ref', { Ref: 'P', Other: KEY }, [KEY]],
    ['the same one twice', [P, P, { A: KEY }, KEY], [P, KEY]],
    ['joined strings', { 'Fn::Join': ['', ['a', P, KEY]] }, [P, KEY]],
    ['a string with substitutions', { 'Fn::Sub': '${P}-${Key.Arn}-${ Key.Nested.Value }-${!Not}' }, [P, KEY, { 'Fn::GetAtt': ['Key', 'Nested.Value'] }]],
    ['a string with substitutions of its own', { 'Fn::Sub': ['${P}${Own}', { Own: KEY }] }, [P, KEY]],
    ['an Fn::If', { 'Fn::If': ['C', P, { A: KEY }] }, [{ 'Fn::If': ['C', ['then', P], ['else', KEY]] }]],
    ['an Fn::If between strings', { 'Fn::If': ['C', 'a', 'b'] }, [{ 'Fn::If': ['C', ['then'], ['else']] }]],
    ['an Fn::If in an Fn::If', { 'Fn::If': ['C', { 'Fn::If': ['D', P, 'a'] }, 'b'] },
      [{ 'Fn::If': ['C', ['then', { 'Fn::If': ['D', ['then', P], ['else']] }], ['else']] }]],
    ['a map', { 'Fn::FindInMap': ['M', 'a', 'b'] }, [{ 'Fn::FindInMap': ['M', 'a', 'b'] }]],
    ['a map and the references in its keys', { 'Fn::FindInMap': ['M', { Ref: 'AWS::Region' }, P] }, [{ 'Fn::FindInMap': ['M', { Ref: 'AWS::Region' }, P] }]],
    ['an import', { 'Fn::ImportValue': 'Other:Export' }, []],
    ['an output of another stack', OUTPUT, [OUTPUT]],
    ['an output of another stack, as a list', { 'Fn::Split': ['||', OUTPUT] }, [OUTPUT]],
    ['an output of a stack with a role', outputWith({ RoleArn: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::1:role/r' } }), [outputWith({ RoleArn: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::1:role/r' } })]],
    ['an output of a stack that a parameter names', outputWith({ StackName: P }), [outputWith({ StackName: P })]],
    ['a dynamic reference', SSM, [SSM]],
    ['a dynamic reference with a version', '{{resolve:ssm:/a.b_c-d:7}}', ['{{resolve:ssm:/a.b_c-d:7}}']],
    ['dynamic references in a string', { A: [`x${SSM}y{{resolve:ssm:b}}`] }, [SSM, '{{resolve:ssm:b}}']],
    ['a dynamic reference that is joined', { 'Fn::Join': ['', ['x{{resolve:ssm:/', P, '/a}}y', KEY]] }, [{ 'Fn::Join': ['', ['{{resolve:ssm:/', P, '/a}}']] }, P, KEY]],
    ['a dynamic reference that is joined with a delimiter', { 'Fn::Join': [':', ['{{resolve', 'ssm', 'a}}']] }, ['{{resolve:ssm:a}}']],
    ['a dynamic reference in a joined string', { 'Fn::Join': ['', [SSM, P]] }, [SSM, P]],
    ['a list that is joined', { 'Fn::Join': [',', { 'Fn::Split': ['/', P] }] }, [P]],
    ['a dynamic reference with substitutions', { 'Fn::Sub': 'x{{resolve:ssm:/${P}/${AWS::Region}}}-${Key.Arn}' },
      [{ 'Fn::Sub': '{{resolve:ssm:/${P}/${AWS::Region}}}' }, P, { Ref: 'AWS::Region' }, KEY]],
    ['a dynamic reference with substitutions of its own', { 'Fn::Sub': ['{{resolve:ssm:/${Own}}}${More}', { Own: KEY, More: 'x' }] },
      [{ 'Fn::Sub': ['{{resolve:ssm:/${Own}}}', { Own: KEY }] }, KEY]],
    ['a dynamic reference in a string with substitutions', { 'Fn::Sub': `${SSM}\${P}` }, [SSM, P]],
    ['a dynamic reference under a condition', { 'Fn::If': ['C', SSM, 'a'] }, [{ 'Fn::If': ['C', ['then', SSM], ['else']] }]],
    ['a secret', { A: '{{resolve:secretsmanager:Name:SecretString:password}}' }, []],
    ['a secret parameter', '{{resolve:ssm-secure:Name:1}}', []],
    ['a secret whose ARN is known at deploy time', { 'Fn::Join': ['', ['{{resolve:secretsmanager:', KEY, ':SecretString:password::}}']] }, [KEY]],
    ['a secret with substitutions', { 'Fn::Sub': '{{resolve:secretsmanager:${P}:SecretString:password}}' }, [P]],
    ['a secret beside a parameter', `{{resolve:secretsmanager:Name}}${SSM}{{resolve:ssm-secure:Name}}`, [SSM]],
  ])('%s', (_name, part, references) => {
    expect(referencesIn(part, all)).toEqual(references);
  });

  test.each<[string, unknown]>([
    ['a Ref', P],
    ['an attribute', { 'Fn::GetAtt': ['P', 'Arn'] }],
    ['an attribute, written with a dot', { 'Fn::GetAtt': 'P.Arn' }],
    ['a substitution', { 'Fn::Sub': '${P}' }],
    ['an attribute in a substitution', { 'Fn::Sub': '${P.Arn}' }],
    ['a map with the name in its keys', { 'Fn::FindInMap': ['M', P, 'b'] }],
    ['an output of a stack with that name', outputWith({ StackName: P })],
    ['a dynamic reference with the name', { 'Fn::Join': ['', ['{{resolve:ssm:/', P, '}}']] }],
    ['a dynamic reference with the name in a substitution', { 'Fn::Sub': '{{resolve:ssm:/${P}}}' }],
    ['a dynamic reference with the name in a substitution of its own', { 'Fn::Sub': ['{{resolve:ssm:/${Own}}}', { Own: P }] }],
  ])('%s is left out when its name does not count', (_name, part) => {
    expect(referencesIn(part, (name) => name !== 'P')).toEqual([]);
  });

  test('a choice stays when nothing in it counts, because it chooses', () => {
    expect(referencesIn({ 'Fn::If': ['C', P, 'a'] }, () => false)).toEqual([{ 'Fn::If': ['C', ['then'], ['else']] }]);
  });
});

test('the names of all that a part refers to', () => {
  const part = [P, KEY, { 'Fn::If': ['C', { Ref: 'Q' }, 1] }, { 'Fn::Sub': '${R.Arn}${AWS::Region}' }, { 'Fn::FindInMap': ['M', { Ref: 'S' }, { Ref: 'T' }] }];
  expect(namesIn(part)).toEqual(['P', 'Key', 'Q', 'R', 'AWS::Region', 'S', 'T']);
});

describe('the element with a name', () => {
  test('is a resource or a parameter of the stack itself', () => {
    const stack = newStack();
    const nested = new NestedStack(stack, 'Nested');
    const [own, below] = [stack, nested].map((scope) => new CfnResource(scope, 'Same', { type: 'X::Y::Z' }));
    const parameter = new CfnParameter(stack, 'P');
    expect(['Same', 'P', 'None', 'AWS::Region'].map((name) => elementNamed(stack, name))).toEqual([own, parameter, undefined, undefined]);
    expect(elementNamed(nested, 'Same')).toBe(below);
  });

  test('has the name that it was given later', () => {
    const stack = newStack();
    const resource = new CfnResource(stack, 'Id', { type: 'X::Y::Z' });
    resource.overrideLogicalId('Other');
    expect([elementNamed(stack, 'Id'), elementNamed(stack, 'Other')]).toEqual([undefined, resource]);
  });

  test('is found in the next synthesis when it was made after this one', () => {
    const stack = newStack();
    expect(elementNamed(stack, 'Late')).toBeUndefined();
    const late = new CfnResource(stack, 'Late', { type: 'X::Y::Z' });
    expect(elementNamed(stack, 'Late')).toBeUndefined();
    clearSynthCache();
    expect(elementNamed(stack, 'Late')).toBe(late);
  });
});
