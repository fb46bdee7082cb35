import { RefusedError } from '../../../lambda/aws/errors';
import { arnOfResource } from '../../../lambda/steps/arn-of-resource';
import { responseAddress } from '../../util/events';
import { FakeAws } from '../../util/fake-aws';

const { StackId } = responseAddress();

test.each([
  ['AWS::FSx::Volume', 'fsvol-0123456789abcdef0', 'arnOfVolume'],
  ['AWS::RedshiftServerless::Namespace', 'orders', 'arnOfNamespace'],
])('the service of an %s is asked', async (type, id, method) => {
  const aws = new FakeAws().onArn('arn:found');
  await expect(arnOfResource(type, id, StackId, aws.client)).resolves.toBe('arn:found');
  expect(aws.arnCalls).toEqual([[method, id]]);
});

test('no service is asked for the ARN of any other type', async () => {
  await expect(arnOfResource('AWS::EC2::Volume', 'vol-1', StackId, new FakeAws().client)).resolves.toBe('arn:aws:ec2:eu-west-1:111122223333:volume/vol-1');
});

test.each(['AWS::SQS::Queue', 'constructor'])('an unknown type is refused: %s', async (type) => {
  await expect(arnOfResource(type, 'orders', StackId, new FakeAws().client)).rejects.toThrow(RefusedError);
});
