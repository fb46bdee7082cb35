import type { BackupRequest } from '../../src/request/backup-request';
import type { Problem } from '../../src/request/problem';
import type { RequestFacts } from '../../src/request/request-facts';

/** ARNs of real shape. */
export const ARN = {
  ec2: 'arn:aws:ec2:eu-west-1:111122223333:instance/i-0123456789abcdef0',
  ebs: 'arn:aws:ec2:eu-west-1:111122223333:volume/vol-0123456789abcdef0',
  efs: 'arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-01234567',
  fsx: 'arn:aws:fsx:eu-west-1:111122223333:file-system/fs-0123456789abcdef0',
  rdsInstance: 'arn:aws:rds:eu-west-1:111122223333:db:orders',
  rdsCluster: 'arn:aws:rds:eu-west-1:111122223333:cluster:orders',
  dynamodb: 'arn:aws:dynamodb:eu-west-1:111122223333:table/orders',
  s3: 'arn:aws:s3:::orders',
  stack: 'arn:aws:cloudformation:eu-west-1:111122223333:stack/orders/51af3dc0-da77-11e4-872e-1234567db123',
  airGapped: 'arn:aws:backup:eu-west-1:111122223333:backup-vault:air-gapped',
};

/** A request without problems. */
export const REQUEST: BackupRequest = {
  BackupVaultName: 'vault',
  ResourceArn: ARN.efs,
  IamRoleArn: 'arn:aws:iam::111122223333:role/backup',
};

/** A string and a number that are known only at deploy time, as CDK writes them. */
export const TOKEN = '${Token[TOKEN.1]}';
export const TOKEN_NUMBER = -1.8881545897087626e289;

/** Recognises these tokens as the CDK does, also within a string. */
export const UNRESOLVED: RequestFacts = {
  isUnresolved: (value) => value === TOKEN_NUMBER || (typeof value === 'string' && value.includes('${Token[')) || value === TOKEN_OBJECT,
};

/** A whole object that is known only at deploy time. */
export const TOKEN_OBJECT = { resolve: () => undefined };

/** A request with some members replaced, by anything. */
export function requestWith(members: Readonly<Record<string, unknown>>): BackupRequest {
  return { ...REQUEST, ...members };
}

export function ids(problems: readonly Problem[]): string[] {
  return problems.map(({ id }) => id);
}

/** Expects one problem, with all these parts in its message, and the message in the house style. */
export function expectProblem(problems: readonly Problem[], severity: Problem['severity'], id: string, ...parts: readonly string[]) {
  expect(problems).toEqual([{ severity, id, message: expect.any(String) }]);
  const { message } = problems[0];
  parts.forEach((part) => expect(message).toContain(part));
  expect(message).toMatch(/^(?![A-Z][a-z]+ )[^]*[^.]$/); // no capital at the start, no full stop at the end
  expect(id).toMatch(/^[a-z][a-zA-Z0-9]+$/);
}
