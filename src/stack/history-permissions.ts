import { ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IConstruct } from 'constructs';

/** What the function must be allowed to do for the history of a backup. */
export interface HistoryNeeds {
  /** The path of the parameters of all backups of the outermost stack, without a slash at its end. */
  readonly stackPath: string;
  /** The key that encrypts the parameters, if they are encrypted. */
  readonly key?: IKey;
}

/** The statement that allows the function to write the parameters below a path, and to read them with their history. */
export function parameterStatement(scope: IConstruct, path: string): PolicyStatement {
  return new PolicyStatement({ actions: ['ssm:PutParameter', 'ssm:GetParameter', 'ssm:GetParameterHistory'], resources: [parametersBelow(scope, path)] });
}

/**
 * The statement that allows the function to encrypt and decrypt the parameters below a path with a key, and nothing else: Parameter Store names the
 * parameter in the encryption context of each call.
 *
 * Not by `key.grant()`, which takes no conditions. The policy of a key allows the policies of its account to grant, unless the user wrote another.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html
 */
export function keyStatement(scope: IConstruct, path: string, key: IKey): PolicyStatement {
  return new PolicyStatement({
    actions: ['kms:Encrypt', 'kms:Decrypt'],
    resources: [key.keyArn],
    conditions: { StringLike: { 'kms:EncryptionContext:PARAMETER_ARN': parametersBelow(scope, path) } },
  });
}

function parametersBelow(scope: IConstruct, path: string): string {
  return Stack.of(scope).formatArn({ service: 'ssm', resource: 'parameter', resourceName: `${path.slice(1)}/*`, arnFormat: ArnFormat.SLASH_RESOURCE_NAME });
}
