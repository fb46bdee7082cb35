import { runInNewContext } from 'node:vm';
import * as core from 'aws-cdk-lib';
import { BackupResource, BackupVault, CfnBackupVault } from 'aws-cdk-lib/aws-backup';
import { AttributeType, Table } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus, Rule, Schedule as RuleSchedule } from 'aws-cdk-lib/aws-events';
import { CfnRole, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnKey, Key } from 'aws-cdk-lib/aws-kms';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { ScheduleExpression, TimeWindow } from 'aws-cdk-lib/aws-scheduler';
import { CfnQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import * as library from 'cdk-on-demand-backup';
import { ENV, TABLE } from '../util/template';

/**
 * Runs a program in plain JavaScript, which no compiler has checked, and synthesises its app. In a realm of its own, so that no check may rest on
 * `instanceof`.
 *
 * It has the names of the library and of aws-cdk-lib, `app`, `stack` (Shop), `table`, `bucket`, `migration`, `resource`, `define(props)`, which
 * defines a backup with a resource, and `run(trigger)`, which gives it that trigger.
 */
export function runPlain(program: string): void {
  const app = new core.App({ analyticsReporting: false });
  const stack = new core.Stack(app, 'Shop', { env: ENV });
  const table = new Table(stack, 'Orders', { partitionKey: { name: 'id', type: AttributeType.STRING } });
  const define = (props: object) => new library.OnDemandBackup(stack, 'Backup', { resource: TABLE, ...props });
  runInNewContext(program, {
    ...core,
    ...library,
    BackupResource,
    BackupVault,
    CfnBackupVault,
    EventBus,
    Rule,
    RuleSchedule,
    CfnRole,
    Role,
    ServicePrincipal,
    CfnKey,
    Key,
    Bucket,
    ScheduleExpression,
    TimeWindow,
    CfnQueue,
    Queue,
    Table,
    app,
    stack,
    table,
    bucket: new Bucket(stack, 'Invoices', { versioned: true }),
    migration: new StringParameter(stack, 'Migration', { stringValue: '2' }),
    resource: TABLE,
    define,
    run: (trigger: unknown) => define({ triggers: [trigger] }),
  });
  app.synth();
}

/** The error that a program ends with; undefined when it has none. */
export function errorOf(program: string): Error | undefined {
  try {
    runPlain(program);
  } catch (error) {
    return error as Error;
  }
  return undefined;
}
