import os
from datetime import datetime, timezone

import jsii
from aws_cdk import App, Aspects, CfnOutput, Duration, RemovalPolicy, Stack, TimeZone
from aws_cdk.aws_backup import BackupResource, BackupVault
from aws_cdk.aws_dynamodb import Attribute, AttributeType, Table
from aws_cdk.aws_events import EventPattern, Rule
from aws_cdk.aws_iam import AccountRootPrincipal, Role, ServicePrincipal
from aws_cdk.aws_s3 import Bucket
from aws_cdk.aws_scheduler import CfnSchedule, Schedule, ScheduleExpression, TimeWindow
from aws_cdk.aws_sqs import Queue
from aws_cdk.aws_ssm import StringParameter
from cdk_on_demand_backup import (
    BackupProtection,
    BackupResourceType,
    BackupRuleTarget,
    BackupScheduleTarget,
    BackupTrigger,
    BackupTriggerConfig,
    DeployRun,
    FailureAction,
    IBackupTrigger,
    IOnDemandBackup,
    OnDemandBackup,
    RecoveryHandle,
    TimeoutAction,
    WaitLevel,
)


@jsii.implements(IBackupTrigger)
class OnMajorRelease:
    """Delegates to a trigger of the library."""

    def __init__(self, release: str) -> None:
        self.release = release

    def bind(self, backup: IOnDemandBackup) -> BackupTriggerConfig:
        return BackupTrigger.on_deploy(revision=self.release.split(".")[0]).bind(backup)


@jsii.implements(IBackupTrigger)
class OnOwnSchedule:
    """Starts the state machine by itself."""

    def bind(self, backup: IOnDemandBackup) -> BackupTriggerConfig:
        role = Role(Stack.of(backup), "OwnRole", assumed_by=ServicePrincipal("scheduler.amazonaws.com"))
        backup.grant_start(role)
        CfnSchedule(
            Stack.of(backup),
            "OwnSchedule",
            flexible_time_window=CfnSchedule.FlexibleTimeWindowProperty(mode="OFF"),
            schedule_expression="rate(2 days)",
            target=CfnSchedule.TargetProperty(
                arn=backup.state_machine.state_machine_arn,
                role_arn=role.role_arn,
                input=backup.execution_input("<aws.scheduler.execution-id>"),
            ),
        )
        return BackupTriggerConfig()


app = App(outdir=os.environ.get("OUT"), analytics_reporting=False)
protection = BackupProtection(
    delete_after=Duration.days(35),
    ignore_properties=["Tags"],
    resource_types=[BackupResourceType.DYNAMODB, BackupResourceType.S3],
    recovery_point_tags={"by": "protection"},
    timeout=Duration.hours(2),
    on_delete_failure=FailureAction.WARN,
)
Aspects.of(app).add(protection)

stack = Stack(app, "Shop")
orders = Table(stack, "Orders", partition_key=Attribute(name="orderId", type=AttributeType.STRING))
migration = StringParameter(stack, "Migration", string_value="schema 2")
migration_source = StringParameter(stack, "MigrationSource", string_value="select 1")
after1 = StringParameter(stack, "After1", string_value="1")
after2 = StringParameter(stack, "After2", string_value="2")
dead_letters = Queue(stack, "DeadLetters")

backup = OnDemandBackup(
    stack,
    "OrdersBackup",
    resource=BackupResource.from_dynamo_db_table(orders),
    delete_after=Duration.days(365),
    move_to_cold_storage_after=Duration.days(30),
    start_window=Duration.hours(2),
    completion_window=Duration.hours(10),
    recovery_point_tags={"data-class": "finance", "owner": "shop"},
    removal_policy=RemovalPolicy.RETAIN,
    timeout=Duration.hours(8),
    on_failure=FailureAction.WARN,
    triggers=[
        BackupTrigger.on_deploy(revision="v1.2.3", watch=[migration_source]),
        BackupTrigger.before_change(ignore_properties=["Tags"]),
        BackupTrigger.on_delete(),
        BackupTrigger.on_schedule(
            ScheduleExpression.cron(hour="3", minute="0", time_zone=TimeZone.EUROPE_ROME),
            time_window=TimeWindow.flexible(Duration.hours(1)),
            start=datetime(2030, 1, 1, tzinfo=timezone.utc),
            description="nightly",
            retry_attempts=3,
            dead_letter_queue=dead_letters,
        ),
        BackupTrigger.on_event(
            EventPattern(
                source=["shop.release"],
                detail_type=["Release planned"],
                detail={"state": {"value": ["ALARM"]}, "size": [{"numeric": [">", 10]}], "flag": [True]},
            ),
            max_event_age=Duration.hours(2),
            retry_attempts=0,
        ),
        OnOwnSchedule(),
    ],
    execute_before=[migration],
)
backup.execute_before(after1, after2)

CfnOutput(stack, "Arn", value=backup.recovery_point_arn)
StringParameter(stack, "Outcome", string_value=f"outcome: {backup.outcome}")
operator = Role(stack, "Operator", assumed_by=AccountRootPrincipal())
backup.grant_start(operator)
backup.recovery_handle.grant_read(operator)
CfnOutput(stack, "Input", value=backup.execution_input("by hand"))
backup.state_machine.metric_failed().create_alarm(stack, "BackupFailed", threshold=1, evaluation_periods=1)

rule = Rule(
    stack,
    "OnAlarm",
    event_pattern=EventPattern(source=["aws.cloudwatch"], detail={"state": {"value": ["ALARM"]}}),
)
rule.add_target(BackupRuleTarget(backup, retry_attempts=4))
Schedule(
    stack,
    "Weekly",
    schedule=ScheduleExpression.rate(Duration.days(7)),
    target=BackupScheduleTarget(backup, max_event_age=Duration.minutes(90)),
)

# A second backup: other enums, a vault of its own
invoices = Bucket(stack, "Invoices", versioned=True)
invoices_backup = OnDemandBackup(
    stack,
    "InvoicesBackup",
    resource=BackupResource.from_arn(invoices.bucket_arn),
    resource_type=BackupResourceType.S3,
    backup_vault=BackupVault(stack, "Vault", backup_vault_name="shop-vault"),
    backup_acls=False,
    index=True,
    wait_for=WaitLevel.ACCEPTED,
    on_timeout=TimeoutAction.FAIL,
    removal_policy=RemovalPolicy.DESTROY,
    triggers=[BackupTrigger.on_deploy(run=DeployRun.ONCE)],
    execute_after=[migration],
    backup_job_id_output_name="InvoicesJob",
    recovery_point_arn_output_name=None,
    stack_outputs=False,
)
invoices_backup.add_trigger(BackupTrigger.on_rule(rule))

# Own trigger at construction, of a table that is opted out of the protection
cache = Table(
    stack,
    "Cache",
    partition_key=Attribute(name="id", type=AttributeType.NUMBER),
    removal_policy=RemovalPolicy.DESTROY,
)
BackupProtection.opt_out(cache, "can be filled again")
cache_backup = OnDemandBackup(
    stack,
    "CacheBackup",
    resource=BackupResource.from_dynamo_db_table(cache),
    triggers=[OnMajorRelease("7.2.1")],
    backup_job_id_output_name="CacheJob",
)
CfnOutput(stack, "CacheSize", value=cache_backup.backup_size_in_bytes)

# A second stack, which only the protection covers
other = Stack(app, "Other")
Table(other, "Customers", partition_key=Attribute(name="id", type=AttributeType.STRING))
Bucket(other, "Plain")

# A third one, which reads the newest recovery point
restore = Stack(app, "Restore")
restore.add_dependency(stack)
latest = RecoveryHandle.from_parameter_name(restore, "LatestOrders", backup.recovery_handle.parameter_name)
StringParameter(restore, "Newest", string_value=latest.recovery_point_arn)
CfnOutput(restore, "RestoreFrom", value=latest.recovery_point_arn)

app.synth()
for e in protection.report:
    cells = [e.status.name, e.resource, e.cfn_type, e.resource_type, e.before_change, e.on_delete, e.reason]
    print(" | ".join("-" if cell is None else cell for cell in cells))
