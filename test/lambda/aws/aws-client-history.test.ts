import { AwsClient } from '../../../lambda/aws/aws-client';
import { NotFoundError, NotYetPermittedError, ThrottledError, TryAgainLaterError } from '../../../lambda/aws/errors';
import { BackupStandIn, type FaultSpec } from '../../../stand-in';
import { responseAddress } from '../../util/events';
import { FakeStacks } from '../../util/fake-stacks';
import { recogniseNodeErrors } from '../../util/node-errors';

recogniseNodeErrors();

const standIn = new BackupStandIn({ clock: { manual: true }, quotas: false });
const stacks = new FakeStacks();
const PATH = '/cdk-on-demand-backup/orders/OrdersBackup';
let aws: AwsClient;

beforeAll(async () => {
  await stacks.open();
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SSM: await standIn.start(),
    AWS_ENDPOINT_URL_CLOUDFORMATION: stacks.endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
  });
});
beforeEach(() => {
  standIn.reset();
  stacks.reset();
  aws = new AwsClient();
});
afterAll(() => Promise.all([standIn.stop(), stacks.close()]));

test('the names below a path, however many pages they take', async () => {
  const names = Array.from({ length: 23 }, (_, index) => `${PATH}/on-schedule-${String(index).padStart(8, '0')}`);
  for (const name of [...names, `${PATH}2/on-deploy`, `${PATH}/deeper/on-deploy`]) { await aws.putParameter(name, 'a'); }
  const before = standIn.requests.length;
  expect((await aws.parameterNames(PATH)).sort()).toEqual(names);
  expect(standIn.requests.slice(before).map(({ operation }) => operation)).toEqual(Array(3).fill('GetParametersByPath'));
  await expect(aws.parameterNames(`${PATH}0`)).resolves.toEqual([]);
});

test('a parameter is deleted with all of its versions', async () => {
  for (const value of ['a', 'b']) { await aws.putParameter(`${PATH}/on-deploy`, value); }
  await expect(aws.deleteParameter(`${PATH}/on-deploy`)).resolves.toBeUndefined();
  await expect(aws.getParameterHistory(`${PATH}/on-deploy`)).resolves.toEqual([]);
  await expect(aws.deleteParameter(`${PATH}/on-deploy`)).rejects.toBeInstanceOf(NotFoundError);
});

test.each<[string, FaultSpec, new (message: string) => Error]>([
  ['throttled', { kind: 'throttle' }, ThrottledError],
  ['a fault', { kind: 'error', error: 'InternalServerError' }, TryAgainLaterError],
  ['denied', { kind: 'error', error: 'AccessDeniedException' }, NotYetPermittedError],
])('%s: the client does not retry', async (_name, fault, ErrorClass) => {
  standIn.faults.add({ ...fault, service: 'ssm' });
  for (const call of [() => aws.parameterNames(PATH), () => aws.deleteParameter(`${PATH}/on-deploy`)]) {
    expect(((await call().catch((thrown: unknown) => thrown)) as Error).constructor).toBe(ErrorClass);
  }
  expect(standIn.requests).toHaveLength(2);
});

test('a response without the parameters is not complete', async () => {
  await aws.putParameter(`${PATH}/on-deploy`, 'a');
  standIn.faults.add({ kind: 'missing', members: ['Parameters'], service: 'ssm' });
  await expect(aws.parameterNames(PATH)).rejects.toBeInstanceOf(TryAgainLaterError);
});

test('a stack has its id', async () => {
  const { StackId } = responseAddress();
  stacks.members = { StackName: 'orders', StackId, StackStatus: 'UPDATE_COMPLETE' };
  await expect(aws.describeStack(StackId)).resolves.toEqual({ StackStatus: 'UPDATE_COMPLETE', StackId });
});
