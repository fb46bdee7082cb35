import {
  AddTagsToResourceCommand, DeleteParameterCommand, DeleteParametersCommand, DescribeParametersCommand, GetParameterCommand,
  GetParameterHistoryCommand, GetParametersByPathCommand, GetParametersCommand,
  LabelParameterVersionCommand, ListTagsForResourceCommand, PutParameterCommand,
  RemoveTagsFromResourceCommand, UnlabelParameterVersionCommand,
} from '@aws-sdk/client-ssm';
import { closeAll, open, type Opened } from './util';
import type { OperationModel } from '../../../stand-in/model/operation';
import { PARAMETER_OPERATIONS } from '../../../stand-in/parameter-store/operations/parameter-operations';
import { CONSTRAINTS, type Constraint } from '../../../stand-in/parameter-store/rules/constraints';
import { AwsCli } from '../aws-cli';
import { REGION } from '../util';

const awsCli = new AwsCli('ssm');
afterEach(closeAll);

/** The last two requests, reduced to what the service distinguishes. */
function lastTwo({ standIn }: Opened) {
  return standIn.requests.slice(-2).map(({ service, operation, method, path, query, input, status, headers }) => ({
    service, operation, method, path, query, input, status, contentType: headers['content-type'],
  }));
}

test('the AWS CLI and the SDK send the same request for every operation', async () => {
  const opened = await open();
  const { client, endpoint, standIn } = opened;
  const tags = [{ Key: 'team', Value: 'orders' }];
  const resource = { ResourceType: 'Parameter', ResourceId: '/a' } as const;
  const seen = new Set<string | undefined>();
  const same = async (args: string[], send: () => Promise<unknown>, again = () => {}) => {
    await awsCli.run(endpoint, ...args);
    again();
    await send();
    const [cli, sdk] = lastTwo(opened);
    expect(cli).toEqual(sdk);
    expect([cli.service, cli.status]).toEqual(['ssm', 200]);
    seen.add(cli.operation);
  };
  await same(
    ['put-parameter', '--name', '/a', '--value', '{"schema":"1"}', '--type', 'SecureString', '--key-id', 'alias/mine', '--tier', 'Standard', '--description', 'd', '--tags', 'Key=team,Value=orders'],
    () => client.send(new PutParameterCommand({
      Name: '/a', Value: '{"schema":"1"}', Type: 'SecureString', KeyId: 'alias/mine', Tier: 'Standard', Description: 'd', Tags: tags,
    })),
    () => standIn.parameters.delete('/a'),
  );
  await same(
    ['put-parameter', '--name', '/a', '--value', 'v', '--overwrite'],
    () => client.send(new PutParameterCommand({ Name: '/a', Value: 'v', Overwrite: true })),
  );
  await same(['get-parameter', '--name', '/a:2', '--with-decryption'], () => client.send(new GetParameterCommand({ Name: '/a:2', WithDecryption: true })));
  await same(['get-parameters', '--names', '/a', '/b'], () => client.send(new GetParametersCommand({ Names: ['/a', '/b'] })));
  await same(
    ['get-parameters-by-path', '--path', '/', '--recursive', '--no-paginate', '--max-results', '5'],
    () => client.send(new GetParametersByPathCommand({ Path: '/', Recursive: true, MaxResults: 5 })),
  );
  await same(
    ['get-parameter-history', '--name', '/a', '--no-paginate', '--max-results', '5'],
    () => client.send(new GetParameterHistoryCommand({ Name: '/a', MaxResults: 5 })),
  );
  await same(
    ['describe-parameters', '--no-paginate', '--parameter-filters', 'Key=Name,Option=BeginsWith,Values=/a'],
    () => client.send(new DescribeParametersCommand({ ParameterFilters: [{ Key: 'Name', Option: 'BeginsWith', Values: ['/a'] }] })),
  );
  await same(
    ['label-parameter-version', '--name', '/a', '--parameter-version', '2', '--labels', 'good'],
    () => client.send(new LabelParameterVersionCommand({ Name: '/a', ParameterVersion: 2, Labels: ['good'] })),
  );
  await same(
    ['unlabel-parameter-version', '--name', '/a', '--parameter-version', '2', '--labels', 'good'],
    () => client.send(new UnlabelParameterVersionCommand({ Name: '/a', ParameterVersion: 2, Labels: ['good'] })),
  );
  const cliResource = ['--resource-type', 'Parameter', '--resource-id', '/a'];
  await same(['add-tags-to-resource', ...cliResource, '--tags', 'Key=team,Value=orders'], () => client.send(new AddTagsToResourceCommand({ ...resource, Tags: tags })));
  await same(['list-tags-for-resource', ...cliResource], () => client.send(new ListTagsForResourceCommand(resource)));
  await same(['remove-tags-from-resource', ...cliResource, '--tag-keys', 'team'], () => client.send(new RemoveTagsFromResourceCommand({ ...resource, TagKeys: ['team'] })));
  await same(['delete-parameters', '--names', '/b', '/c'], () => client.send(new DeleteParametersCommand({ Names: ['/b', '/c'] })));
  await same(['delete-parameter', '--name', '/a'], () => client.send(new DeleteParameterCommand({ Name: '/a' })), () => standIn.parameters.put('/a', 'v'));
  expect([...seen].sort()).toEqual(PARAMETER_OPERATIONS.map(({ name }) => name).sort());
});

test('the AWS CLI reads a history of 100 versions', async () => {
  const { endpoint, standIn } = await open();
  for (let version = 1; version <= 101; version++) { standIn.parameters.put('/a', `v${version}`); }
  const { Parameters } = await awsCli.run(endpoint, 'get-parameter-history', '--name', '/a', '--query', '{Parameters: Parameters[].Value}');
  expect(Parameters).toEqual(standIn.parameters.values('/a'));
  expect(standIn.requests.map(({ operation }) => operation)).toEqual(['GetParameterHistory', 'GetParameterHistory']);
  expect(await awsCli.run(endpoint, 'get-parameter', '--name', '/a')).toMatchObject({
    Parameter: { Value: 'v101', Version: 101, ARN: `arn:aws:ssm:${REGION}:123456789012:parameter/a` },
  });
});

test('the AWS CLI understands the errors', async () => {
  const { endpoint, standIn } = await open();
  expect(await awsCli.failure(endpoint, 'get-parameter', '--name', '/none')).toContain('An error occurred (ParameterNotFound) when calling the GetParameter operation: ');
  standIn.faults.add({ kind: 'error', operation: 'PutParameter', error: 'TooManyUpdates', message: 'wait', times: 1 });
  standIn.faults.add({ kind: 'throttle' });
  const put = () => awsCli.failure(endpoint, 'put-parameter', '--name', '/a', '--value', 'v', '--type', 'String');
  expect(await put()).toMatch(/An error occurred \(TooManyUpdates\) when calling the PutParameter operation.*: wait/);
  expect(await put()).toMatch(/An error occurred \(ThrottlingException\).*Rate exceeded/);
});

/** Prints each member's constraints in the model of the AWS CLI. */
const PRINT_CONSTRAINTS = `
import json, sys
from awscli.botocore.session import Session
model = Session().get_service_model('ssm')
found = {}
def walk(operation, path, shape):
    own = {key: shape.metadata[key] for key in ('min', 'max', 'pattern', 'enum') if shape.metadata.get(key) is not None}
    if own: found[operation + '.' + path] = own
    if shape.type_name == 'structure':
        for name, member in shape.members.items(): walk(operation, name if path == '' else path + '.' + name, member)
    if shape.type_name == 'list': walk(operation, path + '[]', shape.member)
for operation in sys.argv[1:]: walk(operation, '', model.operation_model(operation).input_shape)
print(json.dumps(found))
`;

test('the constraints are those in the model of the AWS CLI', async () => {
  const operations = PARAMETER_OPERATIONS.map(({ name }: OperationModel) => name);
  const model = JSON.parse(await awsCli.runPython(['-c', PRINT_CONSTRAINTS, ...operations])) as Record<string, { min?: number; max?: number; pattern?: string; enum?: string[] }>;
  const wanted = Object.fromEntries(Object.entries(model)
    .filter(([member]) => !member.startsWith('DescribeParameters.Filters')) // which the stand-in refuses
    .map(([member, { min, max, pattern, enum: values }]) => [member, without({ min, max, pattern, values })]));
  const ours = Object.fromEntries(Object.keys(wanted).map((member) => {
    const [operation, ...path] = member.split('.');
    return [member, without(CONSTRAINTS[member] ?? CONSTRAINTS[path.join('.')] ?? { min: NaN, operation })];
  }));
  expect(Object.keys(wanted).length).toBeGreaterThan(30);
  expect(ours).toEqual(wanted);
});

/** Without what allows everything and without anchors, so that two notations of the same are equal. */
function without({ min, max, pattern, values }: Constraint & { readonly operation?: string }): Constraint {
  return {
    ...min !== undefined && min !== 0 && { min },
    ...max !== undefined && { max },
    ...pattern !== undefined && { pattern: pattern.replace(/^\^\((.*)\)\$$/, '$1') },
    ...values !== undefined && { values: [...values].sort() },
  };
}
