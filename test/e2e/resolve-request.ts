/** Reads the request of a deployed template as CloudFormation would hand it to the function. */
import { Harness, StackResource } from './harness';

interface Template {
  readonly Resources: Record<string, { readonly Type: string; readonly Properties?: Record<string, unknown> }>;
}

const PSEUDO_PARAMETERS: Record<string, string> = {
  'AWS::AccountId': '000000000000',
  'AWS::Partition': 'aws',
  'AWS::Region': 'us-east-1',
};

/** The `Request` of the only definition of a stack, with all references replaced by what they refer to. */
export async function resolveRequest(harness: Harness, stack: string, resources: readonly StackResource[]): Promise<unknown> {
  type Output = { TemplateBody: Template };
  const { TemplateBody: template } = await harness.awsCli<Output>('cloudformation', 'get-template', '--stack-name', stack);
  const definitions = Object.values(template.Resources).filter(({ Type }) => Type === 'Custom::OnDemandBackup');
  expect(definitions).toHaveLength(1);
  return JSON.parse(new Resolver(template, resources).text(definitions[0].Properties?.Request));
}

class Resolver {
  constructor(private readonly template: Template, private readonly resources: readonly StackResource[]) {}

  public text(value: unknown): string {
    if (typeof value === 'string') {return value;}
    const [[intrinsic, argument]] = Object.entries(value as Record<string, unknown>);
    switch (intrinsic) {
      case 'Ref': return this.ref(argument as string);
      case 'Fn::GetAtt': return this.attribute(argument as [string, string]);
      case 'Fn::Join': return this.join(argument as [string, unknown[]]);
      default: throw new Error(`The request holds ${intrinsic}, which this test cannot resolve`);
    }
  }

  private join([separator, parts]: [string, unknown[]]): string {
    return parts.map((part) => this.text(part)).join(separator);
  }

  private ref(name: string): string {
    const physicalId = this.resources.find(({ LogicalResourceId }) => LogicalResourceId === name)?.PhysicalResourceId;
    return PSEUDO_PARAMETERS[name] ?? physicalId ?? fail(`Ref ${name}`);
  }

  private attribute([logicalId, name]: [string, string]): string {
    const id = this.ref(logicalId);
    switch (`${this.template.Resources[logicalId].Type} ${name}`) {
      case 'AWS::DynamoDB::Table Arn': return `arn:aws:dynamodb:us-east-1:000000000000:table/${id}`;
      case 'AWS::IAM::Role Arn': return `arn:aws:iam::000000000000:role/${id}`;
      case 'AWS::Backup::BackupVault BackupVaultName': return id;
      default: return fail(`Fn::GetAtt ${logicalId}.${name}`);
    }
  }
}

function fail(what: string): never {
  throw new Error(`The request holds ${what}, which this test cannot resolve`);
}
