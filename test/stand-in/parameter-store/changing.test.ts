import {
  AddTagsToResourceCommand, DeleteParameterCommand, DeleteParametersCommand, LabelParameterVersionCommand, ListTagsForResourceCommand,
  RemoveTagsFromResourceCommand, UnlabelParameterVersionCommand, type SSMClient,
} from '@aws-sdk/client-ssm';
import { closeAll, open, put } from './util';
import { failureOf } from '../util';

afterEach(closeAll);

const NAME = '/app/one';

test('DeleteParameter deletes a parameter with all versions', async () => {
  const { client, standIn } = await open();
  await put(client);
  await client.send(new DeleteParameterCommand({ Name: NAME }));
  expect(standIn.parameters.all).toEqual([]);
  expect(await failureOf(client.send(new DeleteParameterCommand({ Name: NAME })))).toMatchObject({ name: 'ParameterNotFound', $metadata: { httpStatusCode: 400 } });
});

test('DeleteParameters deletes up to 10 and names those that are not there', async () => {
  const { client, standIn } = await open();
  for (const Name of ['/a', '/b', '/c']) { await put(client, { Name }); }
  const output = await client.send(new DeleteParametersCommand({ Names: ['/b', '/none', '/a'] }));
  expect(output).toMatchObject({ DeletedParameters: ['/b', '/a'], InvalidParameters: ['/none'] });
  expect(standIn.parameters.all.map(({ name }) => name)).toEqual(['/c']);
  const eleven = Array.from({ length: 11 }, (_, index) => `/n${index}`);
  expect((await failureOf(client.send(new DeleteParametersCommand({ Names: eleven })))).name).toBe('ValidationException');
});

describe('labels', () => {
  const label = async (client: SSMClient, Labels: string[], ParameterVersion?: number) =>
    client.send(new LabelParameterVersionCommand({ Name: NAME, Labels, ParameterVersion }));

  async function openWithTwo() {
    const opened = await open();
    await put(opened.client);
    await put(opened.client, { Overwrite: true });
    const labels = () => opened.standIn.parameters.find(NAME)?.versions.map((version) => version.labels);
    return { ...opened, labels };
  }

  test('are attached to the newest version or to another, and move', async () => {
    const { client, labels } = await openWithTwo();
    expect(await label(client, ['a', 'b'])).toMatchObject({ ParameterVersion: 2, InvalidLabels: [] });
    expect(await label(client, ['a'], 1)).toMatchObject({ ParameterVersion: 1 });
    expect(labels()).toEqual([['a'], ['b']]);
  });

  test.each(['1st', 'awsome', 'SSM', 'a b', 'ü'])('cannot be %s', async (invalid) => {
    const { client, labels } = await openWithTwo();
    expect(await label(client, ['good', invalid])).toMatchObject({ InvalidLabels: [invalid] });
    expect(labels()).toEqual([[], ['good']]);
  });

  test('are removed', async () => {
    const { client, labels } = await openWithTwo();
    await label(client, ['a', 'b']);
    const output = await client.send(new UnlabelParameterVersionCommand({ Name: NAME, ParameterVersion: 2, Labels: ['a', 'c'] }));
    expect(output).toMatchObject({ RemovedLabels: ['a'], InvalidLabels: ['c'] });
    expect(labels()).toEqual([[], ['b']]);
  });

  test('are at most 10 a version and 100 characters long', async () => {
    const { client } = await openWithTwo();
    await label(client, Array.from({ length: 10 }, (_, index) => `l${index}`));
    expect((await failureOf(label(client, ['one-more']))).name).toBe('ParameterVersionLabelLimitExceeded');
    expect((await failureOf(label(client, ['l'.repeat(101)], 1))).name).toBe('ValidationException');
  });

  test('need a parameter and a version', async () => {
    const { client } = await openWithTwo();
    expect((await failureOf(label(client, ['a'], 3))).name).toBe('ParameterVersionNotFound');
    expect((await failureOf(client.send(new LabelParameterVersionCommand({ Name: '/none', Labels: ['a'] })))).name).toBe('ParameterNotFound');
    expect((await failureOf(client.send(new UnlabelParameterVersionCommand({ Name: NAME, ParameterVersion: 9, Labels: ['a'] })))).name).toBe('ParameterVersionNotFound');
  });
});

describe('tags', () => {
  const RESOURCE = { ResourceType: 'Parameter', ResourceId: NAME } as const;
  const tags = async (client: SSMClient) => (await client.send(new ListTagsForResourceCommand(RESOURCE))).TagList;

  test('are added, replaced and removed', async () => {
    const { client } = await open();
    await put(client, { Tags: [{ Key: 'a', Value: '1' }] });
    await client.send(new AddTagsToResourceCommand({ ...RESOURCE, Tags: [{ Key: 'a', Value: '2' }, { Key: 'b', Value: '' }] }));
    expect(await tags(client)).toEqual([{ Key: 'a', Value: '2' }, { Key: 'b', Value: '' }]);
    await client.send(new RemoveTagsFromResourceCommand({ ...RESOURCE, TagKeys: ['a'] }));
    expect(await tags(client)).toEqual([{ Key: 'b', Value: '' }]);
  });

  test('are at most 50, on a parameter that exists', async () => {
    const { client } = await open();
    await put(client);
    const many = Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}`, Value: 'v' }));
    const add = async (changes: object) =>
      (await failureOf(client.send(new AddTagsToResourceCommand({ ...RESOURCE, Tags: many.slice(0, 1), ...changes })))).name;
    expect(await add({ Tags: many })).toBe('TooManyTagsError');
    expect(await add({ ResourceId: '/none' })).toBe('InvalidResourceId');
    expect(await add({ ResourceType: 'Document' })).toBe('InvalidResourceType');
    expect(await add({ ResourceType: 'Thing' })).toBe('ValidationException');
    expect(await tags(client)).toEqual([]);
  });
});
