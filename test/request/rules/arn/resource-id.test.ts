import { resourceProblems } from '../../../../src/request/rules/resource';
import { NAMES } from '../../../util/cfn-types';
import { ARN, expectProblem, ids, requestWith } from '../../fixture';

const problems = (ResourceArn: string, facts = {}) => resourceProblems(requestWith({ ResourceArn }), facts);
const AT = 'eu-west-1:111122223333';

/** Types whose services choose the ids: an ARN with `ID` in the place of each, and how it begins. */
const CHOSEN: readonly (readonly [type: string, arn: string, ...prefixes: string[]])[] = [
  ['EC2', `arn:aws:ec2:${AT}:instance/ID`, 'i-'],
  ['EBS', `arn:aws:ec2:${AT}:volume/ID`, 'vol-'],
  ['EFS', `arn:aws:elasticfilesystem:${AT}:file-system/ID`, 'fs-'],
  ['FSx', `arn:aws:fsx:${AT}:file-system/ID`, 'fs-'],
  ['FSx', `arn:aws:fsx:${AT}:volume/ID/ID`, 'fs-', 'fsvol-'],
  ['Storage Gateway', `arn:aws:storagegateway:${AT}:gateway/ID/volume/ID`, 'sgw-', 'vol-'],
  ['VirtualMachine', `arn:aws:backup-gateway:${AT}:vm/ID`, 'vm-'],
];

/** Types whose users choose the names. */
const NAMED: readonly (readonly [type: string, arn: string])[] = [
  ['RDS', `arn:aws:rds:${AT}:db:ID`],
  ['Aurora', `arn:aws:rds:${AT}:cluster:ID`],
  ['DSQL', `arn:aws:dsql:${AT}:cluster/ID`],
  ['DynamoDB', `arn:aws:dynamodb:${AT}:table/ID`],
  ['S3', 'arn:aws:s3:::ID'],
  ['Redshift', `arn:aws:redshift:${AT}:cluster:ID`],
  ['Redshift Serverless', `arn:aws:redshift-serverless:${AT}:namespace/ID`],
  ['Timestream', `arn:aws:timestream:${AT}:database/ID/table/ID`],
  ['CloudFormation', `arn:aws:cloudformation:${AT}:stack/ID/ID`],
  ['SAP HANA on Amazon EC2', `arn:aws:ssm-sap:${AT}:HANA/ID/DB/ID`],
  ['EKS', `arn:aws:eks:${AT}:cluster/ID`],
];

/** The ARN with the ids, or with the last one in every place. */
function fill(arn: string, ...given: readonly string[]): string {
  let place = 0;
  return arn.replace(/\bID\b/g, () => given[Math.min(place++, given.length - 1)]);
}

test('each type is here, except those that share the ARNs of another', () => {
  expect(NAMES.filter((name) => ![...CHOSEN, ...NAMED].some(([type]) => type === name))).toEqual(['DocumentDB', 'Neptune']);
});

describe.each(CHOSEN)('%s: %s', (type, arn, ...prefixes) => {
  test.each(['0123456789abcdef0', '01234567', '1', '${Token}', '${Token}-1'])('an id that ends with %s is accepted', (rest) => {
    expect(problems(fill(arn, ...prefixes.map((prefix) => prefix + rest)))).toEqual([]);
  });

  test('an id that is known at deploy time only is accepted', () => {
    expect(problems(fill(arn, '${Token}'))).toEqual([]);
  });

  test.each(['None', 'undefined', 'null', 'NaN', '[object Object]', '', 'orders', 'xx-0123456789abcdef0', '0123456789abcdef0'])('%j is not an id', (id) => {
    const malformed = problems(fill(arn, id));
    expect(ids(malformed)).toEqual(prefixes.map(() => 'resourceIdMalformed'));
    expectProblem(malformed.slice(0, 1), 'error', 'resourceIdMalformed', '`resource`', `"${id}" is not the id of any ${type} resource`, `use one of ${prefixes[0]}`);
  });

  test.each(['undefined', 'None', 'null', 'NaN'])('a prefix and %s are not an id', (missing) => {
    const malformed = problems(fill(arn, ...prefixes.map((prefix) => prefix + missing)));
    expect(ids(malformed)).toEqual(prefixes.map(() => 'resourceIdMalformed'));
    expectProblem(malformed.slice(0, 1), 'error', 'resourceIdMalformed', '`resource`', `"${prefixes[0]}${missing}" is not the id of any ${type} resource`);
  });

  test('a prefix is not an id', () => {
    expect(ids(problems(fill(arn, ...prefixes)))).toEqual(prefixes.map(() => 'resourceIdMalformed'));
  });
});

describe.each(NAMED)('%s: %s', (type, arn) => {
  const count = arn.match(/\bID\b/g)!.length;

  test.each(['orders', 'Orders_2-a.b', 'a', 'none-of-these', 'undefined-1', 'nulls', '${Token}', 'undefined${Token}', '51af3dc0-da77-11e4-872e-1234567db123'])('%s is accepted', (name) => {
    expect(problems(fill(arn, name))).toEqual([]);
  });

  test.each(['undefined', 'null', 'None', 'NaN'])('%s may be a name, and is a warning', (name) => {
    const found = problems(fill(arn, name));
    expect(ids(found)).toEqual(Array(count).fill('resourceIdMissing'));
    expectProblem(found.slice(0, 1), 'warning', 'resourceIdMissing', '`resource`', `"${name}" looks like a missing value`, 'check what the ARN is made of');
  });

  test.each(['[object Object]', '', 'a b', '<name>', '${Other}', '${Token} ${Token}'])('%j is not a name', (name) => {
    const found = problems(fill(arn, name));
    if (fill(arn, name) === 'arn:aws:s3:::') {
      expect(ids(found)).toEqual(['resourceNotAnArn']);
    } else {
      expect(ids(found)).toEqual(Array(count).fill('resourceIdMalformed'));
      expect(found[0].message).toContain(`"${name}" is not the id of any ${type}`.replace('Aurora', 'RDS or Aurora'));
    }
  });
});

describe('a bucket that is not of general purpose', () => {
  test.each<[string, string]>([
    ['arn:aws:s3:::orders--usw2-az1--x-s3', 'a directory bucket'],
    ['arn:aws-cn:s3:::${Token}--x-s3', 'a directory bucket'],
    ['arn:aws:s3express:us-west-2:111122223333:bucket/orders--usw2-az1--x-s3', 'a directory bucket'],
    ['arn:aws:s3express:us-west-2:111122223333:bucket/orders', 'a directory bucket'],
    ['arn:aws:s3express:${Token}:${Token}:bucket/${Token}', 'a directory bucket'],
    ['arn:aws:s3:::orders-abc--table-s3', 'a table bucket'],
    ['arn:aws:s3:::orders-a1b2c3-s3alias', 'the alias of an access point'],
    ['arn:aws:s3:::orders--ol-s3', 'Object Lambda'],
    ['arn:aws:s3:::m1.mrap', 'Multi-Region'],
  ])('is an error: %s', (arn, what) => {
    expectProblem(problems(arn), 'error', 'resourceNotGeneralPurposeBucket', '`resource`', `"${arn}"`, what, 'general purpose buckets only');
    expect(ids(problems(arn, { resourceType: 'S3' }))).toEqual(['resourceNotGeneralPurposeBucket']);
  });

  test.each(['arn:aws:s3:::x-s3', 'arn:aws:s3:::orders-x-s3', 'arn:aws:s3:::mrap', 'arn:aws:s3:::table-s3', `arn:aws:dynamodb:${AT}:table/orders--x-s3`])('%s is not one of these', (arn) => {
    expect(problems(arn)).toEqual([]);
  });

  test('may be supported by a newer AWS Backup, if the type says so', () => {
    expect(problems('arn:aws:s3express:us-west-2:111122223333:bucket/orders--usw2-az1--x-s3', { resourceType: 'S3 Express' })).toEqual([]);
  });
});

describe('the type is fine, the account or the Region is not', () => {
  const malformed: readonly (readonly [string, string, string, string])[] = [
    ['Account', 'short', 'eu-west-1:11112222333', '"11112222333" is not an account id'],
    ['Account', 'long', 'eu-west-1:1111222233334', '"1111222233334"'],
    ['Account', 'with hyphens', 'eu-west-1:1111-2222-3333', '"1111-2222-3333"'],
    ['Account', 'a word', 'eu-west-1:undefined', '"undefined"'],
    ['Account', 'of a parameter that was not filled', 'eu-west-1:<account>', '"<account>"'],
    ['Region', 'in capitals', 'EU-WEST-1:111122223333', '"EU-WEST-1" is not a Region'],
    ['Region', 'without hyphens', 'euwest1:111122223333', '"euwest1"'],
    ['Region', 'an Availability Zone', 'eu-west-1a:111122223333', '"eu-west-1a"'],
    ['Region', 'a word', 'undefined:111122223333', '"undefined"'],
    ['Region', 'that ends early', 'eu-west:111122223333', '"eu-west"'],
  ];
  const regional = [...CHOSEN.map(([type, arn, ...prefixes]) => [type, fill(arn, ...prefixes.map((prefix) => `${prefix}1`))] as const),
    ...NAMED.map(([type, arn]) => [type, fill(arn, 'orders')] as const)].filter(([type]) => type !== 'S3');

  describe.each(regional)('of %s: %s', (_type, arn) => {
    test.each(malformed)('%s %s: %s', (part, _how, at, shown) => {
      const wrong = arn.replace(AT, at);
      expectProblem(problems(wrong), 'error', `resource${part}Malformed`, '`resource`', `"${wrong}"`, shown);
    });

    test.each([['Region', ':111122223333'], ['Account', 'eu-west-1:']])('no %s', (part, at) => {
      expectProblem(problems(arn.replace(AT, at)), 'error', `resource${part}Missing`, '`resource`', `has no ${part === 'Region' ? 'Region' : 'account'}`);
    });

    test.each(['${Token}:111122223333', 'eu-${Token}-1:111122223333', 'eu-west-1:${Token}', 'eu-west-1:1111${Token}'])('%s may be right', (at) => {
      expect(problems(arn.replace(AT, at))).toEqual([]);
    });
  });

  test.each([['Region', 'arn:aws:s3:eu-west-1::orders'], ['Account', 'arn:aws:s3::111122223333:orders']])('a bucket has no %s: %s', (part, arn) => {
    expectProblem(problems(arn), 'error', `resource${part}Surplus`, '`resource`', `"${arn}"`, 'leave');
  });

  test('a resource of a type that is newer than this library is checked, too', () => {
    expect(ids(problems('arn:aws:memorydb:eu-west-1:1111:cluster/orders', { resourceType: 'MemoryDB' }))).toEqual(['resourceAccountMalformed']);
  });

  test('what is malformed is not elsewhere, too', () => {
    expect(ids(problems(ARN.efs.replace('111122223333', '1111'), { region: 'us-east-1', account: '444455556666' }))).toEqual(['resourceAccountMalformed']);
  });
});
