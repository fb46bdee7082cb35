import { ACCOUNT, type Deployed, REGION } from './rendered-policies';
import { type Right, STACK_NAME } from './scenarios';
import type { Call } from './statement';

/** A call and when the function may make it: always, with one of these rights, or never. */
export interface JudgedCall extends Call {
  readonly name: string;
  readonly when: 'always' | 'never' | Right;
}

const OTHER_ACCOUNT = '444455556666';
const HERE = `${REGION}:${ACCOUNT}`;
const UNIQUE = '51af3dc0-da77-11e4-872e-1234567db123';
const POINT = `arn:aws:backup:${HERE}:recovery-point:d99699e7-e183-477e-bfcd-ccb1c6e5455e`;
const LINKED_ROLE = `arn:aws:iam::${ACCOUNT}:role/aws-service-role/backup.amazonaws.com/AWSServiceRoleForBackup`;
const VIA_BACKUP = { 'aws:CalledVia': ['backup.amazonaws.com'] };
const TO_BACKUP = { 'iam:PassedToService': 'backup.amazonaws.com' };
const stack = (name: string, at = HERE) => `arn:aws:cloudformation:${at}:stack/${name}/${UNIQUE}`;
const parameter = (name: string, at = HERE) => `arn:aws:ssm:${at}:parameter/cdk-on-demand-backup/${name}/OrdersBackup/on-deploy`;
const tableBackup = `arn:aws:dynamodb:${HERE}:table/orders/backup/01489602797149-73d8d5bc`;

/** The calls of the function of a stack, and calls that it must not make. */
export function callsOf(deployed: Deployed): JudgedCall[] {
  const vault = deployed.arn('AWS::Backup::BackupVault');
  const role = deployed.arn('AWS::IAM::Role', /^(OnDemandBackupProviderRole|BackupRole)/);
  const [functionRole, machineRole] = ['HandlerRole', 'StateMachineRole']
    .map((id) => deployed.arn('AWS::IAM::Role', new RegExp(`^OnDemandBackupProvider${id}`)));
  const machine = deployed.arn('AWS::StepFunctions::StateMachine');
  const logs = deployed.arn('AWS::Logs::LogGroup').replace(/:\*$/, '');
  const stream = `${logs}:log-stream:2025/11/23/[$LATEST]1f0a4d52`;
  const execution = machine.replace(':stateMachine:', ':execution:') + ':one';
  const [nestedId = 'Data'] = deployed.idsOf('AWS::CloudFormation::Stack');
  const ownName = deployed.stackName;
  const nestedName = `${STACK_NAME}-${nestedId}-1A2B3C4D5E6F7`; // as CloudFormation names it
  const in_ = (arn: string, place: string) => arn.replace(HERE, place);
  const call = (when: JudgedCall['when'], name: string, action: string, resource = '*', context?: Call['context']): JudgedCall =>
    ({ when, name, action, resource, context });
  return [
    call('always', 'start a job in its vault', 'backup:StartBackupJob', vault),
    call('always', 'pass its role to AWS Backup', 'iam:PassRole', role, TO_BACKUP),
    call('always', 'describe a job', 'backup:DescribeBackupJob'),
    call('always', 'describe its stack', 'cloudformation:DescribeStacks', stack(ownName)),
    ...ownName === STACK_NAME ? [] : [call('describe the outermost', 'describe the outermost stack', 'cloudformation:DescribeStacks', stack(STACK_NAME))],
    call('always', 'create the service-linked role of AWS Backup', 'iam:CreateServiceLinkedRole', LINKED_ROLE, { 'iam:AWSServiceName': 'backup.amazonaws.com' }),
    call('always', 'start its state machine', 'states:StartExecution', machine),
    call('always', 'create its log stream', 'logs:CreateLogStream', stream),
    call('always', 'write its log', 'logs:PutLogEvents', stream),
    call('always', 'write a record', 'ssm:PutParameter', parameter(STACK_NAME)),
    call('always', 'read a record', 'ssm:GetParameter', parameter(STACK_NAME)),
    call('always', 'read its records', 'ssm:GetParameterHistory', parameter(STACK_NAME)),
    call('second vault', 'start a job in its air-gapped vault', 'backup:StartBackupJob', `arn:aws:backup:${HERE}:backup-vault:air-gapped`),
    call('stop', 'stop a job', 'backup:StopBackupJob'),
    call('list', 'list jobs', 'backup:ListBackupJobs'),
    call('destroy', 'delete a recovery point of AWS Backup', 'backup:DeleteRecoveryPoint', POINT),
    call('destroy', 'describe a recovery point of AWS Backup', 'backup:DescribeRecoveryPoint', POINT),
    call('destroy DynamoDB', 'delete a backup of DynamoDB as a recovery point', 'backup:DeleteRecoveryPoint', tableBackup),
    call('destroy DynamoDB', 'delete a backup of DynamoDB through AWS Backup', 'dynamodb:DeleteBackup', tableBackup, VIA_BACKUP),
    call('locate', 'find a resource of its stack', 'cloudformation:DescribeStackResource', stack(ownName)),
    call('locate', 'find a resource of a former nested stack', 'cloudformation:DescribeStackResource', stack(`${STACK_NAME}-OldNestedStackOldNestedStackResource1A2B3C4D-1A2B3C4D5E6F7`)),
    call('locate nested', 'find a resource of its nested stack', 'cloudformation:DescribeStackResource', stack(nestedName)),
    call('volumes', 'look up a volume', 'fsx:DescribeVolumes'),
    call('namespaces', 'look up a namespace', 'redshift-serverless:GetNamespace', `arn:aws:redshift-serverless:${HERE}:namespace/1f0a4d52`),

    // Another vault, Region, account or stack
    call('never', 'start a job in another vault', 'backup:StartBackupJob', `arn:aws:backup:${HERE}:backup-vault:payroll`),
    call('never', 'start a job in a vault whose name begins like its own', 'backup:StartBackupJob', `${vault}2`),
    call('never', 'start a job in its vault of another Region', 'backup:StartBackupJob', in_(vault, `us-east-1:${ACCOUNT}`)),
    call('never', 'start a job in its vault of another account', 'backup:StartBackupJob', in_(vault, `${REGION}:${OTHER_ACCOUNT}`)),
    call('never', 'describe another stack', 'cloudformation:DescribeStacks', stack('Payroll')),
    call('never', 'describe a stack whose name begins like its own', 'cloudformation:DescribeStacks', stack(`${STACK_NAME}Prod`)),
    call('never', 'describe its stack of another Region', 'cloudformation:DescribeStacks', stack(ownName, `us-east-1:${ACCOUNT}`)),
    call('never', 'describe its stack of another account', 'cloudformation:DescribeStacks', stack(ownName, `${REGION}:${OTHER_ACCOUNT}`)),
    call('never', 'find a resource of another stack', 'cloudformation:DescribeStackResource', stack('Payroll')),
    call('never', 'find a resource of a stack whose name begins like its own', 'cloudformation:DescribeStackResource', stack(`${STACK_NAME}Prod`)),
    call('never', 'find a resource of a stack whose name begins like those nested in its own', 'cloudformation:DescribeStackResource', stack(`${STACK_NAME}-Prod`)),
    call('never', 'find a resource of its stack of another Region', 'cloudformation:DescribeStackResource', stack(ownName, `us-east-1:${ACCOUNT}`)),
    call('never', 'start another state machine', 'states:StartExecution', `arn:aws:states:${HERE}:stateMachine:payroll`),
    call('never', 'start a state machine whose name begins like its own', 'states:StartExecution', `${machine}2`),
    call('never', 'write another log', 'logs:PutLogEvents', `arn:aws:logs:${HERE}:log-group:payroll:log-stream:one`),

    call('never', 'write a record of another stack', 'ssm:PutParameter', parameter('Payroll')),
    call('never', 'write a record of a stack whose name begins like its own', 'ssm:PutParameter', parameter(`${STACK_NAME}Prod`)),
    call('never', 'write a record of its stack in another Region', 'ssm:PutParameter', parameter(STACK_NAME, `us-east-1:${ACCOUNT}`)),
    call('never', 'read a record of another stack', 'ssm:GetParameter', parameter('Payroll')),
    call('never', 'read the records of another stack', 'ssm:GetParameterHistory', parameter('Payroll')),
    call('never', 'read the records of a stack whose name begins like its own', 'ssm:GetParameterHistory', parameter(`${STACK_NAME}Prod`)),
    call('never', 'read another parameter', 'ssm:GetParameter', `arn:aws:ssm:${HERE}:parameter/payroll/password`),
    call('never', 'delete its records', 'ssm:DeleteParameter', parameter(STACK_NAME)),
    call('never', 'label its records', 'ssm:LabelParameterVersion', parameter(STACK_NAME)),

    // Other roles, other services
    call('never', 'pass another role', 'iam:PassRole', `arn:aws:iam::${ACCOUNT}:role/admin`, TO_BACKUP),
    call('never', 'pass a role whose name begins like its own', 'iam:PassRole', `${role}2`, TO_BACKUP),
    call('never', 'pass its own role', 'iam:PassRole', functionRole, TO_BACKUP),
    call('never', 'pass the role of its state machine', 'iam:PassRole', machineRole, TO_BACKUP),
    call('never', 'pass its role to Lambda', 'iam:PassRole', role, { 'iam:PassedToService': 'lambda.amazonaws.com' }),
    call('never', 'pass its role to EC2', 'iam:PassRole', role, { 'iam:PassedToService': 'ec2.amazonaws.com' }),
    call('never', 'pass its role to a service that is not known', 'iam:PassRole', role),
    call('never', 'assume its role', 'sts:AssumeRole', role),
    call('never', 'attach a policy', 'iam:AttachRolePolicy', role),
    call('never', 'create a role', 'iam:CreateRole', `arn:aws:iam::${ACCOUNT}:role/new`),
    call('never', 'create the service-linked role of another service', 'iam:CreateServiceLinkedRole',
      `arn:aws:iam::${ACCOUNT}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`, { 'iam:AWSServiceName': 'autoscaling.amazonaws.com' }),
    call('never', 'create its service-linked role for another service', 'iam:CreateServiceLinkedRole',
      LINKED_ROLE, { 'iam:AWSServiceName': 'autoscaling.amazonaws.com' }),

    // What AWS Backup can do beside
    call('never', 'restore', 'backup:StartRestoreJob', POINT),
    call('never', 'copy a recovery point', 'backup:StartCopyJob', POINT),
    call('never', 'disassociate a recovery point', 'backup:DisassociateRecoveryPoint', POINT),
    call('never', 'change the lifecycle of a recovery point', 'backup:UpdateRecoveryPointLifecycle', POINT),
    call('never', 'delete its vault', 'backup:DeleteBackupVault', vault),
    call('never', 'change the policy of its vault', 'backup:PutBackupVaultAccessPolicy', vault),
    call('never', 'unlock its vault', 'backup:DeleteBackupVaultLockConfiguration', vault),
    call('never', 'switch resource types on', 'backup:UpdateRegionSettings'),
    call('never', 'delete a recovery point of another service', 'backup:DeleteRecoveryPoint', `arn:aws:rds:${HERE}:snapshot:awsbackup:job-1f0a4d52`),
    call('never', 'delete a recovery point of another Region', 'backup:DeleteRecoveryPoint', in_(POINT, `us-east-1:${ACCOUNT}`)),
    call('never', 'delete a recovery point of another account', 'backup:DeleteRecoveryPoint', in_(POINT, `${REGION}:${OTHER_ACCOUNT}`)),

    // What the services of the resources, CloudFormation and Step Functions can do
    call('never', 'delete a backup of DynamoDB itself', 'dynamodb:DeleteBackup', tableBackup),
    call('never', 'delete a backup of DynamoDB through another service', 'dynamodb:DeleteBackup', tableBackup, { 'aws:CalledVia': ['cloudformation.amazonaws.com'] }),
    call('never', 'delete a table through AWS Backup', 'dynamodb:DeleteTable', `arn:aws:dynamodb:${HERE}:table/orders`, VIA_BACKUP),
    call('never', 'read a table', 'dynamodb:Scan', `arn:aws:dynamodb:${HERE}:table/orders`),
    call('never', 'read a bucket', 's3:GetObject', 'arn:aws:s3:::invoices/2025.pdf'),
    call('never', 'delete a database', 'rds:DeleteDBInstance', `arn:aws:rds:${HERE}:db:orders`),
    call('never', 'delete a snapshot', 'ec2:DeleteSnapshot', `arn:aws:ec2:${REGION}::snapshot/snap-0fedcba9876543210`),
    call('never', 'delete its stack', 'cloudformation:DeleteStack', stack(ownName)),
    call('never', 'update its stack', 'cloudformation:UpdateStack', stack(ownName)),
    call('never', 'read its template', 'cloudformation:GetTemplate', stack(ownName)),
    call('never', 'stop an execution', 'states:StopExecution', execution),
    call('never', 'read an execution', 'states:DescribeExecution', execution),
    call('never', 'change its function', 'lambda:UpdateFunctionCode', deployed.arn('AWS::Lambda::Function')),
    call('never', 'call its function', 'lambda:InvokeFunction', deployed.arn('AWS::Lambda::Function')),
    call('never', 'read a secret', 'secretsmanager:GetSecretValue', `arn:aws:secretsmanager:${HERE}:secret:payroll-1A2b3C`),
    call('never', 'use a key', 'kms:Decrypt', `arn:aws:kms:${HERE}:key/1f0a4d52-9f4e-4c57-8c62-0d6b8a0e5a11`),
  ];
}
