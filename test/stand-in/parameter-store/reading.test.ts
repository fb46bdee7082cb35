import {
  DescribeParametersCommand, GetParameterCommand, GetParameterHistoryCommand, GetParametersByPathCommand, GetParametersCommand,
  LabelParameterVersionCommand, paginateGetParametersByPath, type GetParametersByPathRequest, type ParameterStringFilter,
} from '@aws-sdk/client-ssm';
import { closeAll, open, pagesOfHistory, put, type Opened } from './util';
import { ACCOUNT, failureOf, REGION } from '../util';

afterEach(closeAll);

const ARN = `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/app/one`;

async function openWithThree(): Promise<Opened> {
  const opened = await open();
  for (const value of ['first', 'second', 'third']) { opened.standIn.parameters.put('/app/one', value); }
  opened.standIn.parameters.label('/app/one', 'good', 2);
  return opened;
}

describe('GetParameter', () => {
  test.each([
    ['/app/one', 'third', undefined], ['/app/one:1', 'first', ':1'], ['/app/one:good', 'second', ':good'], [ARN, 'third', undefined], [`${ARN}:2`, 'second', ':2'],
  ])('returns %s as %s', async (Name, value, selector) => {
    const { client, standIn } = await openWithThree();
    const { Parameter } = await client.send(new GetParameterCommand({ Name }));
    expect(Parameter).toEqual({
      Name: '/app/one', Type: 'String', Value: value, Version: expect.any(Number), LastModifiedDate: standIn.now, ARN, DataType: 'text', ...selector !== undefined && { Selector: selector },
    });
    expect(standIn.requests[0]).toMatchObject({ service: 'ssm', operation: 'GetParameter', resource: '/app/one', status: 200 });
  });

  test.each([
    ['/app/two', 'ParameterNotFound'], ['/aws/service/x', 'ParameterNotFound'], ['/app/one:4', 'ParameterVersionNotFound'], ['/app/one:bad', 'ParameterVersionNotFound'],
    ['app/one', 'ValidationException'], ['/app/*', 'ValidationException'],
  ])('refuses %s with %s', async (Name, name) => {
    const { client } = await openWithThree();
    expect(await failureOf(client.send(new GetParameterCommand({ Name })))).toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
  });

  test('has no message with ParameterNotFound, as the service', async () => {
    const { client } = await open();
    expect((await failureOf(client.send(new GetParameterCommand({ Name: '/none' })))).message).toBe('UnknownError');
  });

  test('shows a SecureString only with decryption', async () => {
    const { client } = await open();
    await put(client, { Type: 'SecureString', Value: 'secret', KeyId: 'alias/mine' });
    const value = async (WithDecryption?: boolean) => (await client.send(new GetParameterCommand({ Name: '/app/one', WithDecryption }))).Parameter?.Value;
    expect(await value(true)).toBe('secret');
    expect(await value(false)).toMatch(/^[A-Za-z0-9+/=]+$/);
    expect(await value()).not.toContain('secret');
  });
});

test('GetParameters returns those that exist in alphabetical order, and names the others', async () => {
  const { client } = await open();
  for (const Name of ['/b', '/a']) { await put(client, { Name }); }
  const output = await client.send(new GetParametersCommand({ Names: ['/b', '/none', '/a', '/a:7'] }));
  expect(output.Parameters?.map(({ Name }) => Name)).toEqual(['/a', '/b']);
  expect(output.InvalidParameters).toEqual(['/a:7', '/none']);
  expect((await failureOf(client.send(new GetParametersCommand({ Names: ['a/b'] })))).name).toBe('ValidationException');
  expect((await failureOf(client.send(new GetParametersCommand({ Names: Array.from({ length: 11 }, (_, index) => `/n${index}`) })))).message)
    .toContain("at 'names' failed to satisfy constraint: Member must have length less than or equal to 10");
});

describe('GetParametersByPath', () => {
  async function names(opened: Opened, input: GetParametersByPathRequest): Promise<(string | undefined)[]> {
    const found = [];
    for await (const page of paginateGetParametersByPath({ client: opened.client }, input)) { found.push(...page.Parameters ?? []); }
    return found.map(({ Name }) => Name);
  }

  test.each<[string, Partial<GetParametersByPathRequest>, string[]]>([
    ['/a', {}, ['/a/1', '/a/b']], ['/a/', {}, ['/a/1', '/a/b']], ['/a', { Recursive: true }, ['/a/1', '/a/b', '/a/b/2']], ['/', {}, ['root']],
    ['/', { Recursive: true }, ['/a/1', '/a/b', '/a/b/2', '/ab/3', 'root']], ['/none', { Recursive: true }, []], ['/a/b/2', {}, []],
    ['/a', { Recursive: true, ParameterFilters: [{ Key: 'Type', Values: ['StringList'] }] }, ['/a/b']],
    ['/a', { Recursive: true, ParameterFilters: [{ Key: 'Label', Values: ['good'] }] }, ['/a/1']],
  ])('returns below %s with %j %j', async (Path, changes, wanted) => {
    const opened = await open();
    for (const name of ['/ab/3', '/a/b/2', '/a/1', 'root']) { opened.standIn.parameters.put(name, 'v'); }
    opened.standIn.parameters.put('/a/b', 'v,w', 'StringList');
    opened.standIn.parameters.label('/a/1', 'good');
    expect(await names(opened, { Path, ...changes })).toEqual(wanted);
  });

  test('has pages of 10 or fewer', async () => {
    const opened = await open();
    for (let index = 0; index < 25; index++) { opened.standIn.parameters.put(`/p/n${String(index).padStart(2, '0')}`, 'v'); }
    expect(await names(opened, { Path: '/p' })).toHaveLength(25);
    expect(await names(opened, { Path: '/p', MaxResults: 7 })).toHaveLength(25);
    expect(opened.standIn.requests).toHaveLength(3 + 4);
    expect((await failureOf(names(opened, { Path: '/p', MaxResults: 11 }))).message).toContain("at 'maxResults' failed to satisfy constraint: Member must have value less than or equal to 10");
    expect((await failureOf(names(opened, { Path: '/p', MaxResults: 0 }))).message).toContain('greater than or equal to 1');
  });

  test('has pages that a deletion does not shift', async () => {
    const opened = await open();
    for (const name of ['a', 'b', 'c', 'd']) { opened.standIn.parameters.put(`/p/${name}`, 'v'); }
    const { NextToken } = await opened.client.send(new GetParametersByPathCommand({ Path: '/p', MaxResults: 2 }));
    opened.standIn.parameters.delete('/p/b');
    const { Parameters, NextToken: end } = await opened.client.send(new GetParametersByPathCommand({ Path: '/p', MaxResults: 2, NextToken }));
    expect([Parameters?.map(({ Name }) => Name), end]).toEqual([['/p/c', '/p/d'], undefined]);
  });

  test('can have pages that are shorter than asked for', async () => {
    const opened = await open({ parameterStore: { maxPage: 1 } });
    for (const name of ['a', 'b', 'c']) { opened.standIn.parameters.put(`/p/${name}`, 'v'); }
    expect(await names(opened, { Path: '/p', MaxResults: 10 })).toHaveLength(3);
    expect(opened.standIn.requests).toHaveLength(3);
    opened.standIn.parameters.put('/p/a', 'w');
    expect(await pagesOfHistory(opened.client, '/p/a')).toEqual([[1], [2]]);
  });

  test.each<[string, Partial<GetParametersByPathRequest>, string]>([
    ['a', {}, 'ValidationException'], ['/a//b', {}, 'ValidationException'], ['/a*', {}, 'ValidationException'], ['/a', { NextToken: 'other' }, 'InvalidNextToken'],
    ['/a', { ParameterFilters: [{ Key: 'Name', Values: ['x'] }] }, 'InvalidFilterKey'],
    ['/a', { ParameterFilters: [{ Key: 'Type', Option: 'Like', Values: ['x'] }] }, 'InvalidFilterOption'],
  ])('refuses the path %s with %j: %s', async (Path, changes, name) => {
    const { client } = await open();
    expect((await failureOf(client.send(new GetParametersByPathCommand({ Path, ...changes })))).name).toBe(name);
  });
});

describe('GetParameterHistory', () => {
  test('returns all versions, oldest first, in pages of 50', async () => {
    const { client, standIn } = await open();
    for (let version = 1; version <= 120; version++) { standIn.parameters.put('/app/one', `v${version}`); }
    const pages = await pagesOfHistory(client, '/app/one');
    expect(pages.map((page) => page.length)).toEqual([50, 50]);
    expect(pages.flat()).toEqual(Array.from({ length: 100 }, (_, index) => index + 21));
    expect((await pagesOfHistory(client, ARN, 30)).map((page) => page.length)).toEqual([30, 30, 30, 10]);
    expect((await failureOf(pagesOfHistory(client, '/app/one', 51))).name).toBe('ValidationException');
  });

  test('goes on after the last version of the page before, although older ones are gone', async () => {
    const { client, standIn } = await open();
    for (let version = 1; version <= 100; version++) { standIn.parameters.put('/app/one', 'v'); }
    const { NextToken } = await client.send(new GetParameterHistoryCommand({ Name: '/app/one' }));
    standIn.parameters.put('/app/one', 'v');
    const { Parameters = [] } = await client.send(new GetParameterHistoryCommand({ Name: '/app/one', NextToken }));
    expect(Parameters.map(({ Version }) => Version).slice(0, 2)).toEqual([51, 52]);
  });

  test('returns everything about each version', async () => {
    const { client, standIn } = await open();
    await put(client, { Type: 'SecureString', KeyId: 'alias/mine', Description: 'about it' });
    await client.send(new LabelParameterVersionCommand({ Name: '/app/one', Labels: ['good'] }));
    const { Parameters } = await client.send(new GetParameterHistoryCommand({ Name: '/app/one', WithDecryption: true }));
    expect(Parameters).toEqual([{
      Name: '/app/one',
      Type: 'SecureString',
      KeyId: 'alias/mine',
      LastModifiedDate: standIn.now,
      LastModifiedUser: `arn:aws:iam::${ACCOUNT}:user/stand-in`,
      Description: 'about it',
      Value: 'value',
      Version: 1,
      Labels: ['good'],
      Tier: 'Standard',
      Policies: [],
      DataType: 'text',
    }]);
  });

  test('refuses a name and a token that it does not know', async () => {
    const { client } = await openWithThree();
    expect((await failureOf(pagesOfHistory(client, '/none'))).name).toBe('ParameterNotFound');
    expect((await failureOf(client.send(new GetParameterHistoryCommand({ Name: '/app/one', NextToken: '???' })))).name).toBe('InvalidNextToken');
  });
});

describe('DescribeParameters', () => {
  test.each<[ParameterStringFilter, string[]]>([
    [{ Key: 'Name', Values: ['/a/1'] }, ['/a/1']], [{ Key: 'Name', Option: 'BeginsWith', Values: ['/a/', 'r'] }, ['/a/1', '/a/b/2', 'root']],
    [{ Key: 'Name', Option: 'Contains', Values: ['b'] }, ['/a/b/2']], [{ Key: 'Path', Values: ['/a'] }, ['/a/1']], [{ Key: 'Path', Option: 'Recursive', Values: ['/a'] }, ['/a/1', '/a/b/2']],
    [{ Key: 'Type', Values: ['SecureString'] }, ['root']], [{ Key: 'KeyId', Values: ['alias/aws/ssm'] }, ['root']], [{ Key: 'Tier', Values: ['Advanced'] }, []],
    [{ Key: 'DataType', Values: ['text'] }, ['/a/1', '/a/b/2', 'root']], [{ Key: 'tag:team' }, ['/tagged']], [{ Key: 'tag:team', Values: ['sales'] }, []],
  ])('finds by %j %j', async (filter, wanted) => {
    const { client, standIn } = await open();
    standIn.parameters.put('/a/1', 'v');
    standIn.parameters.put('/a/b/2', 'v');
    standIn.parameters.put('root', 'v', 'SecureString');
    if (filter.Key?.startsWith('tag')) { await put(client, { Name: '/tagged', Tags: [{ Key: 'team', Value: 'orders' }] }); }
    const { Parameters } = await client.send(new DescribeParametersCommand({ ParameterFilters: [filter] }));
    expect(Parameters?.map(({ Name }) => Name)).toEqual(wanted);
  });

  test('refuses what it does not know or imitate', async () => {
    const { client, standIn } = await open();
    standIn.parameters.put('/a', 'v');
    const failure = async (filter: ParameterStringFilter) =>
      (await failureOf(client.send(new DescribeParametersCommand({ ParameterFilters: [filter] })))).name;
    expect(await failure({ Key: 'Colour', Values: ['red'] })).toBe('ValidationException');
    expect(await failure({ Key: 'Name', Option: 'Like', Values: ['red'] })).toBe('InvalidFilterOption');
    expect((await failureOf(client.send(new DescribeParametersCommand({ Filters: [{ Key: 'Name', Values: ['a'] }] })))).message).toContain('does not imitate Filters');
  });
});
