import { ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IConstruct } from 'constructs';

/** What the function must be allowed to do for the history of a backup. */
export interface HistoryNeeds {
  /** The path of the parameters of all backups of the outermost stack, with a slash at its beginning only. */
  readonly stackPath: string;
  /** The key that encrypts the parameters, if they are encrypted. */
  readonly key?: IKey;
}

/** The statement that allows the function to write the parameters of a path, and to read them. */
export function parameterStatement(scope: IConstruct, path: string): PolicyStatement {
  return new PolicyStatement({ actions: ['ssm:PutParameter', 'ssm:GetParameter'], resources: [parametersBelow(scope, path)] });
}

/**
 * Allows a role to encrypt and decrypt the parameters of a path with a key, and nothing else.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html
 */
export function grantKey(key: IKey, role: Role, path: string): void {
  const { principalStatements, resourceStatements } = key.grant(role, 'kms:Encrypt', 'kms:Decrypt');
  // Parameter Store names the parameter in the encryption context of each call
  const ofParameters = { 'kms:EncryptionContext:PARAMETER_ARN': parametersBelow(role, path) };
  [...principalStatements, ...resourceStatements].forEach((statement) => statement.addCondition('StringLike', ofParameters));
}

function parametersBelow(scope: IConstruct, path: string): string {
  return Stack.of(scope).formatArn({ service: 'ssm', resource: 'parameter', resourceName: `${path.slice(1)}/*`, arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
}
