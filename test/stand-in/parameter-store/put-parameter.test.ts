import { DescribeParametersCommand, GetParameterCommand, ListTagsForResourceCommand, PutParameterCommand, type PutParameterRequest } from '@aws-sdk/client-ssm';
import { closeAll, open, put } from './util';
import { ACCOUNT, failureOf, REGION } from '../util';

afterEach(closeAll);

const deep = (levels: number) => `/${Array.from({ length: levels }, (_, index) => `L${index}`).join('/')}`;
const ARN_PREFIX = `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/`;

describe('the name of a parameter', () => {
  test.each([
    'one', '/one', '/a/b.c/d-e/f_G', deep(15), `/${'n'.repeat(1011 - ARN_PREFIX.length)}`, '/my/aws/name', '/my/ssm', 'my-aws', '  /spaces/around  ',
  ])('can be %s', async (Name) => {
    const { client, standIn } = await open();
    await put(client, { Name });
    expect(standIn.parameters.all.map(({ name }) => name)).toEqual([Name.trim()]);
  });

  test.each<[string, string, string, string]>([
    ['16 levels', deep(16), 'HierarchyLevelLimitExceededException', 'maximum of 15 levels'],
    ['1,012 characters with the ARN', `/${'n'.repeat(1012 - ARN_PREFIX.length)}`, 'ValidationException', 'at most 1011 characters, not 1012'],
    ['2,049 characters', `/${'n'.repeat(2048)}`, 'ValidationException', "at 'name' failed to satisfy constraint: Member must have length less than or equal to 2048"],
    ['nothing', '', 'ValidationException', 'length greater than or equal to 1'],
    ['a space', '/a b', 'ValidationException', 'the following 3 symbols .-_'],
    ['another character', '/a/ü', 'ValidationException', 'the following 3 symbols .-_'],
    ['a colon', '/a:1', 'ValidationException', 'the following 3 symbols .-_'],
    ['an empty level', '/a//b', 'ValidationException', 'each sub-path'],
    ['a slash at the end', '/a/', 'ValidationException', 'each sub-path'],
    ['no slash at the beginning', 'a/b', 'ValidationException', 'Parameter name must be a fully qualified name.'],
    ['an ARN', `${ARN_PREFIX}a`, 'ValidationException', 'fully qualified'],
    ['/aws', '/aws/x', 'AccessDeniedException', 'No access to reserved parameter name: aws/x.'],
    ['/AWSome', '/AWSome/x', 'AccessDeniedException', 'No access to reserved parameter name: AWSome/x.'],
    ['aws', 'awsName', 'ValidationException', 'can\'t be prefixed with "aws" or "ssm" (case-insensitive)'],
    ['/SSM', '/SSM/x', 'ValidationException', 'can\'t be prefixed with "ssm" (case-insensitive)'],
  ])('is refused with %s', async (_what, Name, name, message) => {
    const { client, standIn } = await open();
    const error = await failureOf(put(client, { Name }));
    expect(error).toMatchObject({ name, message: expect.stringContaining(message), $metadata: { httpStatusCode: 400 } });
    expect(standIn.parameters.all).toEqual([]);
  });

  test('with and without a leading slash is the same at one level', async () => {
    const { client } = await open();
    await put(client, { Name: '/one' });
    expect((await failureOf(put(client, { Name: 'one' }))).name).toBe('ParameterAlreadyExists');
  });
});

describe('a request', () => {
  const NEW: Partial<PutParameterRequest> = { Name: '/new' };
  const SECURE: Partial<PutParameterRequest> = { Name: '/secure', Overwrite: true, Type: undefined };
  const TEXT: Partial<PutParameterRequest> = { Name: '/text', Overwrite: true, Type: undefined };

  test.each<[string, Partial<PutParameterRequest>, string, string]>([
    ['an existing name without Overwrite', { ...TEXT, Overwrite: false }, 'ParameterAlreadyExists', 'set the overwrite option in the request to true'],
    ['no type for a new parameter', { ...NEW, Type: undefined }, 'ValidationException', 'A parameter type is required when you create a parameter.'],
    ['an unknown type', { ...NEW, Type: 'Text' as 'String' }, 'ValidationException', "Value 'Text' at 'type' failed to satisfy constraint: Member must satisfy enum value set"],
    ['String for a SecureString', { ...SECURE, Type: 'String' }, 'HierarchyTypeMismatchException', "doesn't support changing a parameter type"],
    ['SecureString for a String', { ...TEXT, Type: 'SecureString' }, 'HierarchyTypeMismatchException', "doesn't support changing a parameter type"],
    ['StringList for a String', { ...TEXT, Type: 'StringList' }, 'HierarchyTypeMismatchException', "doesn't support changing a parameter type"],
    ['tags with Overwrite', { ...NEW, Overwrite: true, Tags: [{ Key: 'a', Value: 'b' }] }, 'ValidationException', "tags and overwrite can't be used together"],
    ['an empty value', { ...NEW, Value: '' }, 'ValidationException', "Value '' at 'value' failed to satisfy constraint"],
    ['a nested parameter', { ...NEW, Value: 'see {{ssm:other}}' }, 'ValidationException', "Parameter value can't nest another parameter"],
    ['double brackets over two lines', { ...NEW, Value: '{{\n}}' }, 'ValidationException', 'Do not use "{{}}" in the value.'],
    ['4,097 bytes', { ...NEW, Value: 'v'.repeat(4097) }, 'ValidationException', 'maximum parameter value of 4096 characters'],
    ['4,098 bytes in 2,049 characters', { ...NEW, Value: 'ü'.repeat(2049) }, 'ValidationException', 'maximum parameter value of 4096 characters'],
    ['8,193 bytes', { ...NEW, Value: 'v'.repeat(8193), Tier: 'Advanced' }, 'ValidationException', 'maximum parameter value of 8192 characters'],
    ['a policy on a standard parameter', { ...NEW, Policies: '[]' }, 'ValidationException', 'only supported by advanced parameters'],
    ['an advanced data type on a standard parameter', { ...NEW, DataType: 'json' }, 'ValidationException', 'only supported by advanced parameters'],
    ['a tier back from advanced', { Name: '/advanced', Overwrite: true, Tier: 'Standard' }, 'ValidationException', "You can't downgrade a parameter"],
    ['an unknown data type', { ...NEW, DataType: 'xml' }, 'ValidationException', 'The following data type is not supported: xml'],
    ['a key for a String', { ...NEW, KeyId: 'alias/mine' }, 'ValidationException', 'KeyId is required for SecureString type parameter only.'],
    ['a key that cannot be one', { ...NEW, Type: 'SecureString', KeyId: 'my key' }, 'ValidationException', 'regular expression pattern'],
    ['a key that is not there', { ...NEW, Type: 'SecureString', KeyId: 'alias/other' }, 'InvalidKeyId', 'alias/other'],
    ['a value unlike its pattern', { ...NEW, Value: '10,000', AllowedPattern: '\\d{1,4}' }, 'ParameterPatternMismatchException', 'cannot be validated against allowedPattern: \\d{1,4}'],
    ['a value unlike the pattern of before', { Name: '/number', Value: 'ten', Overwrite: true }, 'ParameterPatternMismatchException', 'cannot be validated'],
    ['a pattern that is none', { ...NEW, AllowedPattern: '(' }, 'InvalidAllowedPatternException', 'regular expression'],
    ['a reserved tag', { ...NEW, Tags: [{ Key: 'aws:x', Value: 'b' }] }, 'ValidationException', 'Tag keys cannot start with aws:'],
    ['51 tags', { ...NEW, Tags: Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}`, Value: 'v' })) }, 'ValidationException', 'at most 50 tags'],
    ['a tag with a forbidden character', { ...NEW, Tags: [{ Key: 'a*', Value: 'b' }] }, 'ValidationException', "at 'tags.key'"],
    ['a long description', { ...NEW, Description: 'd'.repeat(1025) }, 'ValidationException', "at 'description'"],
  ])('is refused with %s', async (_what, changes, name, message) => {
    const { client, standIn } = await open({ parameterStore: { keys: ['alias/mine'] } });
    await put(client, { Name: '/text' });
    await put(client, { Name: '/number', Value: '7', AllowedPattern: '\\d+' });
    await put(client, { Name: '/secure', Type: 'SecureString', KeyId: 'alias/mine' });
    await put(client, { Name: '/advanced', Value: 'v'.repeat(5000), Tier: 'Intelligent-Tiering' });
    const before = JSON.stringify(standIn.parameters.all);
    const error = await failureOf(put(client, changes));
    expect(error).toMatchObject({ name, message: expect.stringContaining(message), $metadata: { httpStatusCode: 400 } });
    expect(JSON.stringify(standIn.parameters.all)).toBe(before);
  });

  test.each<[string, Partial<PutParameterRequest>]>([
    ['4,096 bytes', { Value: 'v'.repeat(4096) }], ['a JSON document that ends with two braces', { Value: '{"a":{"b":{}}}' }], ['brackets apart', { Value: '{ {x} }' }],
    ['one pair of double brackets', { Value: '}} {{' }], ['8,192 bytes as advanced', { Value: 'v'.repeat(8192), Tier: 'Advanced' }], ['a list', { Type: 'StringList', Value: 'a,b' }],
  ])('can have %s', async (_what, changes) => {
    const { client, standIn } = await open();
    expect(await put(client, changes)).toBe(1);
    expect(standIn.parameters.values('/app/one')).toEqual([changes.Value]);
  });

  test('returns the version and the tier', async () => {
    const { client } = await open();
    const send = async (changes: Partial<PutParameterRequest>) => client.send(new PutParameterCommand({ Name: '/a', Value: 'v', Type: 'String', ...changes }));
    expect(await send({})).toMatchObject({ Version: 1, Tier: 'Standard' });
    expect(await send({ Overwrite: true, Tier: 'Intelligent-Tiering', Value: 'v'.repeat(4097) })).toMatchObject({ Version: 2, Tier: 'Advanced' });
    expect(await send({ Overwrite: true })).toMatchObject({ Version: 3, Tier: 'Advanced' });
  });

  test('keeps what the request omits, except the key', async () => {
    const { client } = await open();
    await put(client, { Type: 'SecureString', KeyId: 'alias/mine', Description: 'about it', AllowedPattern: '.*', Tags: [{ Key: 'team', Value: 'orders' }] });
    await client.send(new PutParameterCommand({ Name: '/app/one', Value: 'new', Overwrite: true }));
    const { Parameters } = await client.send(new DescribeParametersCommand({}));
    expect(Parameters).toMatchObject([{ Description: 'about it', AllowedPattern: '.*', Type: 'SecureString', KeyId: 'alias/aws/ssm', Tier: 'Standard', DataType: 'text', Version: 2 }]);
    const { TagList } = await client.send(new ListTagsForResourceCommand({ ResourceType: 'Parameter', ResourceId: '/app/one' }));
    expect(TagList).toEqual([{ Key: 'team', Value: 'orders' }]);
  });
});

test('the parameters of a Region have a limit, for new standard ones only', async () => {
  const { client } = await open({ parameterStore: { maxParameters: 2 } });
  await put(client, { Name: '/a' });
  await put(client, { Name: '/advanced', Tier: 'Advanced' });
  await put(client, { Name: '/b' });
  expect((await failureOf(put(client, { Name: '/c' }))).name).toBe('ParameterLimitExceeded');
  expect(await put(client, { Name: '/b', Overwrite: true })).toBe(2);
  await put(client, { Name: '/c', Tier: 'Advanced' });
});

describe('the versions', () => {
  test('are the 100 newest', async () => {
    const { client, standIn } = await open();
    for (let version = 1; version <= 103; version++) { expect(await put(client, { Value: `v${version}`, Overwrite: true })).toBe(version); }
    expect(standIn.parameters.values('/app/one')).toHaveLength(100);
    expect([standIn.parameters.values('/app/one')[0], standIn.parameters.values('/app/one').at(-1)]).toEqual(['v4', 'v103']);
  });

  test('cannot become more while the oldest has a label', async () => {
    const { client, standIn } = await open();
    for (let version = 1; version <= 100; version++) { standIn.parameters.put('/app/one', `v${version}`); }
    standIn.parameters.label('/app/one', 'stable', 2);
    expect(await put(client, { Overwrite: true })).toBe(101);
    expect(await failureOf(put(client, { Overwrite: true }))).toMatchObject({
      name: 'ParameterMaxVersionLimitExceeded',
      message: "You attempted to create a new version of /app/one by calling the PutParameter API with the overwrite flag. Version 2, the oldest version, can't be "
        + 'deleted because it has a label associated with it. Move the label to another version of the parameter, and try again.',
    });
    standIn.parameters.label('/app/one', 'stable', 3);
    expect(await put(client, { Overwrite: true })).toBe(102);
  });

  test('begin again after a deletion', async () => {
    const { client, standIn } = await open();
    await put(client);
    await put(client, { Overwrite: true });
    expect(standIn.parameters.delete('/app/one')).toBe(true);
    expect(standIn.parameters.delete('/app/one')).toBe(false);
    expect(await put(client)).toBe(1);
  });

  test('have the date of the clock', async () => {
    const { client, standIn } = await open();
    await put(client);
    standIn.advance(60);
    await put(client, { Overwrite: true });
    const { Parameter } = await client.send(new GetParameterCommand({ Name: '/app/one' }));
    expect(Parameter?.LastModifiedDate?.getTime()).toBe(standIn.now.getTime());
  });
});
