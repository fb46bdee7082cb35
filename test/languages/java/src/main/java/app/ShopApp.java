package app;

import io.github.cdkondemandbackup.*;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.TimeZone;
import software.amazon.awscdk.services.backup.BackupResource;
import software.amazon.awscdk.services.backup.BackupVault;
import software.amazon.awscdk.services.cloudwatch.CreateAlarmOptions;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.iam.AccountRootPrincipal;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.amazon.awscdk.services.scheduler.CronOptionsWithTimezone;
import software.amazon.awscdk.services.scheduler.Schedule;
import software.amazon.awscdk.services.scheduler.ScheduleExpression;
import software.amazon.awscdk.services.scheduler.TimeWindow;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.ssm.StringParameter;
import software.constructs.IConstruct;

public final class ShopApp {
    /** Delegates to a trigger of the library. */
    static final class OnMajorRelease implements IBackupTrigger {
        private final String release;

        OnMajorRelease(String release) {
            this.release = release;
        }

        @Override
        public BackupTriggerConfig bind(IOnDemandBackup backup) {
            return BackupTrigger.onDeploy(OnDeployOptions.builder().revision(release.split("\\.")[0]).build()).bind(backup);
        }
    }

    /** Starts the state machine by itself. */
    static final class OnOwnSchedule implements IBackupTrigger {
        @Override
        public BackupTriggerConfig bind(IOnDemandBackup backup) {
            Role role = Role.Builder.create(Stack.of(backup), "OwnRole").assumedBy(new ServicePrincipal("scheduler.amazonaws.com")).build();
            backup.grantStart(role);
            CfnSchedule.Builder.create(Stack.of(backup), "OwnSchedule")
                .flexibleTimeWindow(CfnSchedule.FlexibleTimeWindowProperty.builder().mode("OFF").build())
                .scheduleExpression("rate(2 days)")
                .target(CfnSchedule.TargetProperty.builder()
                    .arn(backup.getStateMachine().getStateMachineArn())
                    .roleArn(role.getRoleArn())
                    .input(backup.executionInput("<aws.scheduler.execution-id>"))
                    .build())
                .build();
            return BackupTriggerConfig.builder().build();
        }
    }

    /** A map with its keys in the order that the environment asks for, by default that of `Map.of`: another one in each process. */
    private static <T> Map<String, T> map(Map<String, T> entries) {
        String order = System.getenv("ORDER_OF_KEYS");
        if (order == null) {
            return entries;
        }
        Map<String, T> sorted = order.equals("reversed") ? new TreeMap<>(Comparator.reverseOrder()) : new TreeMap<>();
        sorted.putAll(entries);
        return sorted;
    }

    public static void main(String[] args) {
        App app = new App(AppProps.builder().outdir(System.getenv("OUT")).analyticsReporting(false).build());
        BackupProtection protection = BackupProtection.Builder.create()
            .deleteAfter(Duration.days(35))
            .ignoreProperties(List.of("Tags"))
            .resourceTypes(List.of(BackupResourceType.DYNAMODB, BackupResourceType.S3))
            .recoveryPointTags(Map.of("by", "protection"))
            .timeout(Duration.hours(2))
            .onDeleteFailure(FailureAction.WARN)
            .build();
        Aspects.of(app).add(protection);

        Stack stack = new Stack(app, "Shop");
        Table orders = Table.Builder.create(stack, "Orders")
            .partitionKey(Attribute.builder().name("orderId").type(AttributeType.STRING).build())
            .build();
        StringParameter migration = StringParameter.Builder.create(stack, "Migration").stringValue("schema 2").build();
        StringParameter migrationSource = StringParameter.Builder.create(stack, "MigrationSource").stringValue("select 1").build();
        StringParameter after1 = StringParameter.Builder.create(stack, "After1").stringValue("1").build();
        StringParameter after2 = StringParameter.Builder.create(stack, "After2").stringValue("2").build();
        Queue deadLetters = new Queue(stack, "DeadLetters");

        OnDemandBackup backup = OnDemandBackup.Builder.create(stack, "OrdersBackup")
            .resource(BackupResource.fromDynamoDbTable(orders))
            .deleteAfter(Duration.days(365))
            .moveToColdStorageAfter(Duration.days(30))
            .startWindow(Duration.hours(2))
            .completionWindow(Duration.hours(10))
            .recoveryPointTags(map(Map.of("data-class", "finance", "owner", "shop")))
            .removalPolicy(RemovalPolicy.RETAIN)
            .timeout(Duration.hours(8))
            .onFailure(FailureAction.WARN)
            .triggers(List.of(
                BackupTrigger.onDeploy(OnDeployOptions.builder().revision("v1.2.3").watch(List.of(migrationSource)).build()),
                BackupTrigger.beforeChange(BeforeChangeOptions.builder().ignoreProperties(List.of("Tags")).build()),
                BackupTrigger.onDelete(),
                BackupTrigger.onSchedule(
                    ScheduleExpression.cron(CronOptionsWithTimezone.builder().hour("3").minute("0").timeZone(TimeZone.EUROPE_ROME).build()),
                    OnScheduleOptions.builder()
                        .timeWindow(TimeWindow.flexible(Duration.hours(1)))
                        .start(Instant.parse("2030-01-01T00:00:00Z"))
                        .description("nightly")
                        .retryAttempts(3)
                        .deadLetterQueue(deadLetters)
                        .build()),
                BackupTrigger.onEvent(
                    EventPattern.builder()
                        .source(List.of("shop.release"))
                        .detailType(List.of("Release planned"))
                        .detail(map(Map.of(
                            "state", Map.of("value", List.of("ALARM")),
                            "size", List.of(Map.of("numeric", List.of(">", 10))),
                            "flag", List.of(true))))
                        .build(),
                    OnEventOptions.builder().maxEventAge(Duration.hours(2)).retryAttempts(0).build()),
                new OnOwnSchedule()))
            .executeBefore(List.of(migration))
            .build();
        backup.executeBefore(after1, after2);

        CfnOutput.Builder.create(stack, "Arn").value(backup.getRecoveryPointArn()).build();
        StringParameter.Builder.create(stack, "Outcome").stringValue("outcome: " + backup.getOutcome()).build();
        Role operator = Role.Builder.create(stack, "Operator").assumedBy(new AccountRootPrincipal()).build();
        backup.grantStart(operator);
        backup.getRecoveryHandle().grantRead(operator);
        CfnOutput.Builder.create(stack, "Input").value(backup.executionInput("by hand")).build();
        backup.getStateMachine().metricFailed()
            .createAlarm(stack, "BackupFailed", CreateAlarmOptions.builder().threshold(1).evaluationPeriods(1).build());

        Rule rule = Rule.Builder.create(stack, "OnAlarm")
            .eventPattern(EventPattern.builder()
                .source(List.of("aws.cloudwatch"))
                .detail(Map.of("state", Map.of("value", List.of("ALARM"))))
                .build())
            .build();
        rule.addTarget(BackupRuleTarget.Builder.create(backup).retryAttempts(4).build());
        Schedule.Builder.create(stack, "Weekly")
            .schedule(ScheduleExpression.rate(Duration.days(7)))
            .target(BackupScheduleTarget.Builder.create(backup).maxEventAge(Duration.minutes(90)).build())
            .build();

        // A second backup: other enums, a vault of its own
        Bucket invoices = Bucket.Builder.create(stack, "Invoices").versioned(true).build();
        OnDemandBackup invoicesBackup = OnDemandBackup.Builder.create(stack, "InvoicesBackup")
            .resource(BackupResource.fromArn(invoices.getBucketArn()))
            .resourceType(BackupResourceType.S3)
            .backupVault(BackupVault.Builder.create(stack, "Vault").backupVaultName("shop-vault").build())
            .backupAcls(false)
            .index(true)
            .waitFor(WaitLevel.ACCEPTED)
            .onTimeout(TimeoutAction.FAIL)
            .removalPolicy(RemovalPolicy.DESTROY)
            .triggers(List.of(BackupTrigger.onDeploy(OnDeployOptions.builder().run(DeployRun.ONCE).build())))
            .executeAfter(List.of(migration))
            .backupJobIdOutputName("InvoicesJob")
            .recoveryPointArnOutputName(null)
            .stackOutputs(false)
            .build();
        invoicesBackup.addTrigger(BackupTrigger.onRule(rule));

        // Own trigger at construction, of a table that is opted out of the protection
        Table cache = Table.Builder.create(stack, "Cache")
            .partitionKey(Attribute.builder().name("id").type(AttributeType.NUMBER).build())
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
        BackupProtection.optOut(cache, "can be filled again");
        OnDemandBackup cacheBackup = OnDemandBackup.Builder.create(stack, "CacheBackup")
            .resource(BackupResource.fromDynamoDbTable(cache))
            .triggers(List.of(new OnMajorRelease("7.2.1")))
            .backupJobIdOutputName("CacheJob")
            .build();
        CfnOutput.Builder.create(stack, "CacheSize").value(cacheBackup.getBackupSizeInBytes()).build();

        // A second stack, which only the protection covers
        Stack other = new Stack(app, "Other");
        Table.Builder.create(other, "Customers").partitionKey(Attribute.builder().name("id").type(AttributeType.STRING).build()).build();
        new Bucket(other, "Plain");

        // A third one, which reads the newest recovery point
        Stack restore = new Stack(app, "Restore");
        restore.addDependency(stack);
        RecoveryHandle latest = RecoveryHandle.fromParameterName(restore, "LatestOrders", backup.getRecoveryHandle().getParameterName());
        StringParameter.Builder.create(restore, "Newest").stringValue(latest.getRecoveryPointArn()).build();
        CfnOutput.Builder.create(restore, "RestoreFrom").value(latest.getRecoveryPointArn()).build();

        app.synth();
        for (ProtectionReportEntry e : protection.getReport()) {
            System.out.println(Stream.of(e.getStatus().name(), e.getResource(), e.getCfnType(), e.getResourceType(), e.getBeforeChange(), e.getOnDelete(), e.getReason())
                .map(cell -> cell == null ? "-" : cell).collect(Collectors.joining(" | ")));
        }
    }
}
