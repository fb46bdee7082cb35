import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { Statement } from './statement';

type Json = Record<string, unknown>;
interface Resource { readonly Type: string; readonly Properties?: Json }

/** Where the stacks of these tests are deployed. */
export const REGION = 'eu-west-1';
export const ACCOUNT = '111122223333';

/** The deployed name of a resource: its own, or one that shows its type. Enough for the types that policies name. */
function arnOf(logicalId: string, { Type, Properties = {} }: Resource, resolve: (value: unknown) => string): string {
  const named = (property: string) => Properties[property] === undefined ? logicalId : resolve(Properties[property]);
  switch (Type) {
    case 'AWS::Backup::BackupVault': return `arn:aws:backup:${REGION}:${ACCOUNT}:backup-vault:${named('BackupVaultName')}`;
    case 'AWS::Backup::LogicallyAirGappedBackupVault': return `arn:aws:backup:${REGION}:${ACCOUNT}:backup-vault:${named('BackupVaultName')}`;
    case 'AWS::IAM::Role': return `arn:aws:iam::${ACCOUNT}:role/${named('RoleName')}`;
    case 'AWS::Lambda::Function': return `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${named('FunctionName')}`;
    case 'AWS::Logs::LogGroup': return `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${named('LogGroupName')}:*`;
    case 'AWS::StepFunctions::StateMachine': return `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:${logicalId}`;
    case 'AWS::SQS::Queue': return `arn:aws:sqs:${REGION}:${ACCOUNT}:${logicalId}`;
    case 'AWS::KMS::Key': return `arn:aws:kms:${REGION}:${ACCOUNT}:key/${logicalId}`;
    default: throw new Error(`the simulation has no ARN of ${Type}`);
  }
}

/** A deployed template: what its references become, and what its roles may do. */
export class Deployed {
  private readonly resources: Readonly<Record<string, Resource>>;

  constructor(private readonly stack: Stack, public readonly stackName: string, private readonly parameters: Readonly<Record<string, string>> = {}) {
    this.resources = Template.fromStack(stack).toJSON().Resources as Record<string, Resource>;
  }

  /** The ARN of the only resource of a type whose logical id fits. */
  public arn(type: string, id = /^/): string {
    const [found, ...others] = Object.entries(this.resources).filter(([logicalId, { Type }]) => Type === type && id.test(logicalId));
    if (found === undefined || others.length > 0) { throw new Error(`${others.length + Number(found !== undefined)} resources of ${type} fit ${id}`); }
    return arnOf(...found, (value) => this.resolve(value));
  }

  /** The logical ids of the resources of a type. */
  public idsOf(type: string): string[] {
    return Object.entries(this.resources).filter(([, { Type }]) => Type === type).map(([id]) => id);
  }

  /** The state machine, as it is sent to Step Functions. */
  public definition(): Record<string, unknown> {
    const [id, ...others] = this.idsOf('AWS::StepFunctions::StateMachine');
    if (others.length > 0) { throw new Error('a stack has one state machine'); }
    return JSON.parse(this.resolve(this.resources[id].Properties?.DefinitionString)) as Record<string, unknown>;
  }

  /** The statements of the roles whose logical ids fit: their inline policies, and the policies attached to them. */
  public statementsOf(role: RegExp): Statement[] {
    const roles = Object.entries(this.resources).filter(([id, { Type }]) => Type === 'AWS::IAM::Role' && role.test(id));
    const inline = roles.flatMap(([, { Properties }]) => (Properties?.Policies ?? []) as Json[]);
    const separate = Object.values(this.resources)
      .filter(({ Type, Properties }) => Type === 'AWS::IAM::Policy' && roles.some(([id]) => JSON.stringify(Properties?.Roles).includes(`"${id}"`)))
      .map(({ Properties }) => Properties as Json);
    return [...inline, ...separate].flatMap(({ PolicyDocument }) => (PolicyDocument as { Statement: Json[] }).Statement)
      .map((statement) => this.statement(statement));
  }

  /** The value of an expression of the template. */
  public resolve(value: unknown): string {
    if (typeof value === 'string') { return value; }
    const [[intrinsic, argument]] = Object.entries(value as Json);
    switch (intrinsic) {
      case 'Ref': return this.reference(argument as string);
      case 'Fn::GetAtt': return this.attribute(...argument as [string, string]);
      case 'Fn::Join': return ((argument as unknown[])[1] as unknown[]).map((part) => this.resolve(part)).join((argument as string[])[0]);
      case 'Fn::Select': return this.list((argument as unknown[])[1])[Number((argument as unknown[])[0])];
      default: throw new Error(`the simulation does not know ${intrinsic}`);
    }
  }

  private list(value: unknown): string[] {
    const [separator, text] = (value as { 'Fn::Split': [string, unknown] })['Fn::Split'];
    return this.resolve(text).split(separator);
  }

  private reference(id: string): string {
    const pseudo: Readonly<Record<string, string>> = {
      'AWS::Partition': 'aws',
      'AWS::Region': REGION,
      'AWS::AccountId': ACCOUNT,
      'AWS::StackName': this.stackName,
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackId': `arn:aws:cloudformation:${REGION}:${ACCOUNT}:stack/${this.stackName}/51af3dc0-da77-11e4-872e-1234567db123`,
    };
    if (id in pseudo) { return pseudo[id]; }
    if (id in this.parameters) { return this.parameters[id]; }
    const resource = this.resources[id];
    if (resource === undefined) { throw new Error(`the simulation does not know ${id} of ${this.stack.node.path}`); }
    const arn = arnOf(id, resource, (value) => this.resolve(value));
    return resource.Type === 'AWS::StepFunctions::StateMachine' ? arn : arn.split(/[:/]/).pop() as string;
  }

  private attribute(id: string, name: string): string {
    if (!/Arn$/.test(name)) { throw new Error(`the simulation does not know ${id}.${name}`); }
    return arnOf(id, this.resources[id], (value) => this.resolve(value));
  }

  private statement({ Effect, Action, Resource: resource, Condition = {} }: Json): Statement {
    const values = (value: unknown) => [value].flat().map((each) => this.resolve(each));
    const conditions = Object.entries(Condition as Record<string, Json>)
      .map(([operator, keys]) => [operator, Object.fromEntries(Object.entries(keys).map(([key, value]) => [key, values(value)]))] as const);
    return {
      Effect: Effect as Statement['Effect'],
      Action: values(Action),
      Resource: values(resource),
      Condition: Object.fromEntries(conditions),
    };
  }
}
