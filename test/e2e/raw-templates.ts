/** Templates for a look at the local AWS itself, with nothing of the CDK or of ours in between. */
const CONTEXT = ['schedule-arn', 'scheduled-time', 'execution-id', 'attempt-number'];

/**
 * The function of a custom resource. Its attribute `Seen` is what DescribeStackResource says of the table of its stack. While its variable REFUSE
 * is set, it answers a Delete with FAILED, and with what DescribeStacks says of its stack as the reason.
 */
const FUNCTION = `
const cloudFormation = async (query) => (await fetch(process.env.AWS_ENDPOINT_URL, {
  method: 'POST',
  headers: { authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/cloudformation/aws4_request' },
  body: new URLSearchParams({ Version: '2010-05-15', ...query }),
})).text();
exports.handler = async ({ RequestType, ResponseURL, StackId, RequestId, LogicalResourceId }) => {
  const StackName = StackId.split('/')[1];
  const table = await cloudFormation({ Action: 'DescribeStackResource', StackName, LogicalResourceId: 'Table' });
  const stack = await cloudFormation({ Action: 'DescribeStacks', StackName });
  const read = (xml, ...names) => names.map((name) => new RegExp('<' + name + '>(.*?)<').exec(xml)?.[1] ?? '').join(' ').trim();
  const Status = RequestType === 'Delete' && process.env.REFUSE ? 'FAILED' : 'SUCCESS';
  await fetch(ResponseURL, { method: 'PUT', body: JSON.stringify({
    Status, StackId, RequestId, LogicalResourceId, PhysicalResourceId: 'guard',
    Reason: read(stack, 'StackStatus', 'DeletionTime'), Data: { Seen: read(table, 'PhysicalResourceId', 'Message') },
  }) });
};`;

export const resource = (Type: string, Properties: object = {}, attributes: object = {}) => ({ Type, Properties, ...attributes });
const arnOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });
const role = (service: string) => resource('AWS::IAM::Role', {
  AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }] },
});

/** A table with a custom resource that comes before it or, at a delete, goes before it. */
export function guardedTable(order: 'guard first' | 'table first', TableName: string, Revision = 1): object {
  return {
    Resources: {
      Role: role('lambda.amazonaws.com'),
      Function: resource('AWS::Lambda::Function', {
        Runtime: 'nodejs22.x', Handler: 'index.handler', Timeout: 900, Role: arnOf('Role'), Code: { ZipFile: FUNCTION }, Environment: { Variables: { REFUSE: 'yes' } },
      }),
      Guard: resource('Custom::Guard', { ServiceToken: arnOf('Function'), ServiceTimeout: 3600, Revision }, order === 'table first' ? { DependsOn: 'Table' } : {}),
      Table: resource('AWS::DynamoDB::Table', {
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      }, order === 'guard first' ? { DependsOn: 'Guard' } : {}),
      Bystander: resource('AWS::SQS::Queue'),
    },
    Outputs: { Seen: { Value: { 'Fn::GetAtt': ['Guard', 'Seen'] } }, Function: { Value: { Ref: 'Function' } } },
  };
}

/** A machine that a schedule starts, with all that EventBridge Scheduler puts into an input. */
export function scheduledMachine(ScheduleExpression: string): object {
  const Input = JSON.stringify(Object.fromEntries(CONTEXT.map((name) => [name, `${name}: <aws.scheduler.${name}>`])));
  return {
    Resources: {
      Role: role('states.amazonaws.com'),
      Machine: resource('AWS::StepFunctions::StateMachine', {
        RoleArn: arnOf('Role'), DefinitionString: JSON.stringify({ StartAt: 'Done', States: { Done: { Type: 'Succeed' } } }),
      }),
      Schedule: resource('AWS::Scheduler::Schedule', {
        ScheduleExpression, FlexibleTimeWindow: { Mode: 'OFF' }, Target: { Arn: arnOf('Machine'), RoleArn: arnOf('Role'), Input },
      }),
    },
    Outputs: { Machine: { Value: { Ref: 'Machine' } }, Schedule: { Value: arnOf('Schedule') } },
  };
}
