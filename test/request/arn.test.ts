import { arnPattern, fillArn, holdsPlaceholder, parseArn, TOKEN_PLACEHOLDER } from '../../src/request/arn';

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

test.each<[string, string, string]>([
  ['a name', 'arn:aws:ec2:eu-west-1:111122223333:volume/vol-1', 'vol-1'],
  ['no name', 'arn:aws:ec2:eu-west-1:111122223333:volume/', ''],
  ['a name that nothing has', 'arn:aws:ec2:eu-west-1:111122223333:volume/[object Object]', '[object Object]'],
  ['a short account', 'arn:aws:ec2:eu-west-1:11112222333:volume/vol-1', 'vol-1'],
  ['neither Region nor account', 'arn:aws:ec2:::volume/vol-1', 'vol-1'],
  ['another partition', 'arn:gcp:ec2:eu-west-1:111122223333:volume/vol-1', 'vol-1'],
])('a pattern checks the shape only, and captures the name: %s', (_what, arn, name) => {
  expect(VOLUME.exec(arn)?.[1]).toBe(name);
});

test.each([
  'xarn:aws:ec2:eu-west-1:111122223333:volume/vol-1',
  'arn:aws:ec2:eu-west-1:111122223333:volume/vol-1/x',
  'arn:aws:ec2:eu-west-1:111122223333:volume/vol-1\n',
  'arn:aws:ec2:eu-west-1:111122223333:volume/*',
  'arn:aws:ec2:eu-west-1:111122223333:volume/vol-?',
])('a pattern does not take %j', (arn) => {
  expect(arn).not.toMatch(VOLUME);
});

test.each([
  ['arn:P:ec2:R:A:volume/N', 'arn:p:ec2:r:a:volume/1'],
  ['arn:P:timestream:R:A:database/N/table/N', 'arn:p:timestream:r:a:database/1/table/2'],
  ['arn:P:s3:::N', 'arn:p:s3:::1'],
  ['arn:P:ssm-sap:R:A:HANA/N/DB/N', 'arn:p:ssm-sap:r:a:HANA/1/DB/2'],
  ['arn:P:ec2:R::snapshot/*', 'arn:p:ec2:r::snapshot/*'],
])('%s is filled once, from left to right', (template, arn) => {
  let names = 0;
  expect(fillArn(template, (letter) => letter === 'N' ? String(++names) : letter.toLowerCase())).toBe(arn);
  expect(fillArn('arn:P:s3:::N', () => 'A-N')).toBe('arn:A-N:s3:::A-N');
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
