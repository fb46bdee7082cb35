import { arnPattern, holdsPlaceholder, parseArn, TOKEN_PLACEHOLDER } from '../../src/request/arn';

const VOLUME = arnPattern('arn:P:ec2:R:A:volume/N');

test.each([
  'aws', 'aws-cn', 'aws-us-gov', 'aws-iso', 'aws-iso-b', 'aws-eusc', TOKEN_PLACEHOLDER,
])('a pattern takes the partition %s', (partition) => {
  expect(`arn:${partition}:ec2:eu-west-1:111122223333:volume/vol-1`).toMatch(VOLUME);
});

test.each([
  `arn:${TOKEN_PLACEHOLDER}:ec2:${TOKEN_PLACEHOLDER}:${TOKEN_PLACEHOLDER}:volume/${TOKEN_PLACEHOLDER}`,
  `arn:aws:ec2:eu-${TOKEN_PLACEHOLDER}-1:111122223333:volume/vol-${TOKEN_PLACEHOLDER}`,
  `arn:aws:ec2:eu-west-1:111122223333:volume/${TOKEN_PLACEHOLDER}${TOKEN_PLACEHOLDER}`,
])('a pattern takes placeholders: %s', (arn) => {
  expect(arn).toMatch(VOLUME);
});

test.each([
  'xarn:aws:ec2:eu-west-1:111122223333:volume/vol-1',
  'arn:aws:ec2:eu-west-1:111122223333:volume/vol-1/x',
  'arn:aws:ec2:eu-west-1:111122223333:volume/vol-1\n',
  'arn:aws:ec2:eu-west-1:111122223333:volume/',
  'arn:aws:ec2:eu-west-1:11112222333:volume/vol-1',
  'arn:aws:ec2:eu-west-1::volume/vol-1',
  'arn:aws:ec2::111122223333:volume/vol-1',
  'arn:gcp:ec2:eu-west-1:111122223333:volume/vol-1',
  'arn:aws:ec2:eu-west-1:111122223333:volume/*',
  'arn:aws:ec2:eu-west-1:111122223333:volume/vol-?',
  'arn:aws:ec2:eu-west-1:111122223333:volume/${Other}',
])('a pattern does not take %j', (arn) => {
  expect(arn).not.toMatch(VOLUME);
});

test.each([
  ['arn:aws:ec2:eu-west-1:111122223333:volume/vol-1', 'aws', 'ec2', 'eu-west-1', '111122223333', 'volume/vol-1'],
  ['arn:aws-cn:s3:::orders', 'aws-cn', 's3', '', '', 'orders'],
  ['arn:aws:rds:eu-west-1:111122223333:db:orders', 'aws', 'rds', 'eu-west-1', '111122223333', 'db:orders'],
  ['arn:${Token}:ec2:${Token}:${Token}:volume/vol-1', '${Token}', 'ec2', '${Token}', '${Token}', 'volume/vol-1'],
])('the parts of %s are read', (arn, partition, service, region, account, resource) => {
  expect(parseArn(arn)).toEqual({ partition, service, region, account, resource });
});

test.each(['', 'orders', 'arn:aws:ec2', 'arn:aws:ec2:eu-west-1:111122223333:', 'arn::ec2:eu-west-1:111122223333:volume/x'])('%j is not an ARN', (text) => {
  expect(parseArn(text)).toBeUndefined();
});

test('a placeholder may be all or a part of a string', () => {
  expect(['${Token}', 'orders-${Token}', 'orders', '${Token', ''].map(holdsPlaceholder)).toEqual([true, true, false, false, false]);
});
