package main

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsbackup"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudwatch"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsdynamodb"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsevents"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsiam"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsscheduler"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssqs"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsssm"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk-on-demand-backup/cdk-on-demand-backup-go/cdkondemandbackup"
)

// onMajorRelease delegates to a trigger of the library.
type onMajorRelease struct{ release string }

func (t *onMajorRelease) Bind(backup cdkondemandbackup.IOnDemandBackup) *cdkondemandbackup.BackupTriggerConfig {
	return cdkondemandbackup.BackupTrigger_OnDeploy(&cdkondemandbackup.OnDeployOptions{
		Revision: jsii.String(strings.Split(t.release, ".")[0]),
	}).Bind(backup)
}

// onOwnSchedule starts the state machine by itself.
type onOwnSchedule struct{}

func (t *onOwnSchedule) Bind(backup cdkondemandbackup.IOnDemandBackup) *cdkondemandbackup.BackupTriggerConfig {
	role := awsiam.NewRole(awscdk.Stack_Of(backup), jsii.String("OwnRole"), &awsiam.RoleProps{
		AssumedBy: awsiam.NewServicePrincipal(jsii.String("scheduler.amazonaws.com"), nil),
	})
	backup.GrantStart(role)
	awsscheduler.NewCfnSchedule(awscdk.Stack_Of(backup), jsii.String("OwnSchedule"), &awsscheduler.CfnScheduleProps{
		FlexibleTimeWindow: &awsscheduler.CfnSchedule_FlexibleTimeWindowProperty{Mode: jsii.String("OFF")},
		ScheduleExpression: jsii.String("rate(2 days)"),
		Target: &awsscheduler.CfnSchedule_TargetProperty{
			Arn:     backup.StateMachine().StateMachineArn(),
			RoleArn: role.RoleArn(),
			Input:   backup.ExecutionInput(jsii.String("<aws.scheduler.execution-id>")),
		},
	})
	return &cdkondemandbackup.BackupTriggerConfig{}
}

func main() {
	defer jsii.Close()

	app := awscdk.NewApp(&awscdk.AppProps{Outdir: jsii.String(os.Getenv("OUT")), AnalyticsReporting: jsii.Bool(false)})
	protection := cdkondemandbackup.NewBackupProtection(&cdkondemandbackup.BackupProtectionProps{
		DeleteAfter:       awscdk.Duration_Days(jsii.Number(35)),
		IgnoreProperties:  jsii.Strings("Tags"),
		ResourceTypes:     &[]cdkondemandbackup.BackupResourceType{cdkondemandbackup.BackupResourceType_DYNAMODB(), cdkondemandbackup.BackupResourceType_S3()},
		RecoveryPointTags: &map[string]*string{"by": jsii.String("protection")},
		Timeout:           awscdk.Duration_Hours(jsii.Number(2)),
		OnDeleteFailure:   cdkondemandbackup.FailureAction_WARN,
	})
	awscdk.Aspects_Of(app).Add(protection, nil)

	stack := awscdk.NewStack(app, jsii.String("Shop"), nil)
	orders := awsdynamodb.NewTable(stack, jsii.String("Orders"), &awsdynamodb.TableProps{
		PartitionKey: &awsdynamodb.Attribute{Name: jsii.String("orderId"), Type: awsdynamodb.AttributeType_STRING},
	})
	parameter := func(id, value string) awsssm.StringParameter {
		return awsssm.NewStringParameter(stack, jsii.String(id), &awsssm.StringParameterProps{StringValue: jsii.String(value)})
	}
	migration := parameter("Migration", "schema 2")
	migrationSource := parameter("MigrationSource", "select 1")
	after1 := parameter("After1", "1")
	after2 := parameter("After2", "2")
	deadLetters := awssqs.NewQueue(stack, jsii.String("DeadLetters"), nil)
	start := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)

	backup := cdkondemandbackup.NewOnDemandBackup(stack, jsii.String("OrdersBackup"), &cdkondemandbackup.OnDemandBackupProps{
		Resource:               awsbackup.BackupResource_FromDynamoDbTable(orders),
		DeleteAfter:            awscdk.Duration_Days(jsii.Number(365)),
		MoveToColdStorageAfter: awscdk.Duration_Days(jsii.Number(30)),
		StartWindow:            awscdk.Duration_Hours(jsii.Number(2)),
		CompletionWindow:       awscdk.Duration_Hours(jsii.Number(10)),
		RecoveryPointTags:      &map[string]*string{"data-class": jsii.String("finance"), "owner": jsii.String("shop")},
		RemovalPolicy:          awscdk.RemovalPolicy_RETAIN,
		Timeout:                awscdk.Duration_Hours(jsii.Number(8)),
		OnFailure:              cdkondemandbackup.FailureAction_WARN,
		Triggers: &[]cdkondemandbackup.IBackupTrigger{
			cdkondemandbackup.BackupTrigger_OnDeploy(&cdkondemandbackup.OnDeployOptions{
				Revision: jsii.String("v1.2.3"),
				Watch:    &[]constructs.IConstruct{migrationSource},
			}),
			cdkondemandbackup.BackupTrigger_BeforeChange(&cdkondemandbackup.BeforeChangeOptions{IgnoreProperties: jsii.Strings("Tags")}),
			cdkondemandbackup.BackupTrigger_OnDelete(nil),
			cdkondemandbackup.BackupTrigger_OnSchedule(
				awsscheduler.ScheduleExpression_Cron(&awsscheduler.CronOptionsWithTimezone{
					Hour: jsii.String("3"), Minute: jsii.String("0"), TimeZone: awscdk.TimeZone_EUROPE_ROME(),
				}),
				&cdkondemandbackup.OnScheduleOptions{
					TimeWindow:      awsscheduler.TimeWindow_Flexible(awscdk.Duration_Hours(jsii.Number(1))),
					Start:           &start,
					Description:     jsii.String("nightly"),
					RetryAttempts:   jsii.Number(3),
					DeadLetterQueue: deadLetters,
				}),
			cdkondemandbackup.BackupTrigger_OnEvent(
				&awsevents.EventPattern{
					Source:     jsii.Strings("shop.release"),
					DetailType: jsii.Strings("Release planned"),
					Detail: &map[string]interface{}{
						"state": map[string]interface{}{"value": []string{"ALARM"}},
						"size":  []interface{}{map[string]interface{}{"numeric": []interface{}{">", 10}}},
						"flag":  []bool{true},
					},
				},
				&cdkondemandbackup.OnEventOptions{MaxEventAge: awscdk.Duration_Hours(jsii.Number(2)), RetryAttempts: jsii.Number(0)}),
			&onOwnSchedule{},
		},
		ExecuteBefore: &[]constructs.Construct{migration},
	})
	backup.ExecuteBefore(after1, after2)

	awscdk.NewCfnOutput(stack, jsii.String("Arn"), &awscdk.CfnOutputProps{Value: backup.RecoveryPointArn()})
	parameter("Outcome", "outcome: "+*backup.Outcome())
	operator := awsiam.NewRole(stack, jsii.String("Operator"), &awsiam.RoleProps{AssumedBy: awsiam.NewAccountRootPrincipal()})
	backup.GrantStart(operator)
	backup.RecoveryHandle().GrantRead(operator)
	awscdk.NewCfnOutput(stack, jsii.String("Input"), &awscdk.CfnOutputProps{Value: backup.ExecutionInput(jsii.String("by hand"))})
	backup.StateMachine().MetricFailed(nil).CreateAlarm(stack, jsii.String("BackupFailed"), &awscloudwatch.CreateAlarmOptions{
		Threshold: jsii.Number(1), EvaluationPeriods: jsii.Number(1),
	})

	rule := awsevents.NewRule(stack, jsii.String("OnAlarm"), &awsevents.RuleProps{EventPattern: &awsevents.EventPattern{
		Source: jsii.Strings("aws.cloudwatch"),
		Detail: &map[string]interface{}{"state": map[string]interface{}{"value": []string{"ALARM"}}},
	}})
	rule.AddTarget(cdkondemandbackup.NewBackupRuleTarget(backup, &cdkondemandbackup.BackupRuleTargetProps{RetryAttempts: jsii.Number(4)}))
	awsscheduler.NewSchedule(stack, jsii.String("Weekly"), &awsscheduler.ScheduleProps{
		Schedule: awsscheduler.ScheduleExpression_Rate(awscdk.Duration_Days(jsii.Number(7))),
		Target: cdkondemandbackup.NewBackupScheduleTarget(backup, &cdkondemandbackup.BackupScheduleTargetProps{
			MaxEventAge: awscdk.Duration_Minutes(jsii.Number(90)),
		}),
	})

	// A second backup: other enums, a vault of its own
	invoices := awss3.NewBucket(stack, jsii.String("Invoices"), &awss3.BucketProps{Versioned: jsii.Bool(true)})
	invoicesBackup := cdkondemandbackup.NewOnDemandBackup(stack, jsii.String("InvoicesBackup"), &cdkondemandbackup.OnDemandBackupProps{
		Resource:     awsbackup.BackupResource_FromArn(invoices.BucketArn()),
		ResourceType: cdkondemandbackup.BackupResourceType_S3(),
		BackupVault: awsbackup.NewBackupVault(stack, jsii.String("Vault"), &awsbackup.BackupVaultProps{
			BackupVaultName: jsii.String("shop-vault"),
		}),
		BackupAcls:    jsii.Bool(false),
		Index:         jsii.Bool(true),
		WaitFor:       cdkondemandbackup.WaitLevel_ACCEPTED,
		OnTimeout:     cdkondemandbackup.TimeoutAction_FAIL,
		RemovalPolicy: awscdk.RemovalPolicy_DESTROY,
		Triggers: &[]cdkondemandbackup.IBackupTrigger{
			cdkondemandbackup.BackupTrigger_OnDeploy(&cdkondemandbackup.OnDeployOptions{Run: cdkondemandbackup.DeployRun_ONCE}),
		},
		ExecuteAfter:               &[]constructs.Construct{migration},
		BackupJobIdOutputName:      jsii.String("InvoicesJob"),
		RecoveryPointArnOutputName: nil,
		StackOutputs:               jsii.Bool(false),
	})
	invoicesBackup.AddTrigger(cdkondemandbackup.BackupTrigger_OnRule(rule, nil))

	// Own trigger at construction, of a table that is opted out of the protection
	cache := awsdynamodb.NewTable(stack, jsii.String("Cache"), &awsdynamodb.TableProps{
		PartitionKey:  &awsdynamodb.Attribute{Name: jsii.String("id"), Type: awsdynamodb.AttributeType_NUMBER},
		RemovalPolicy: awscdk.RemovalPolicy_DESTROY,
	})
	cdkondemandbackup.BackupProtection_OptOut(cache, jsii.String("can be filled again"))
	cacheBackup := cdkondemandbackup.NewOnDemandBackup(stack, jsii.String("CacheBackup"), &cdkondemandbackup.OnDemandBackupProps{
		Resource:              awsbackup.BackupResource_FromDynamoDbTable(cache),
		Triggers:              &[]cdkondemandbackup.IBackupTrigger{&onMajorRelease{"7.2.1"}},
		BackupJobIdOutputName: jsii.String("CacheJob"),
	})
	awscdk.NewCfnOutput(stack, jsii.String("CacheSize"), &awscdk.CfnOutputProps{Value: cacheBackup.BackupSizeInBytes()})

	// A second stack, which only the protection covers
	other := awscdk.NewStack(app, jsii.String("Other"), nil)
	awsdynamodb.NewTable(other, jsii.String("Customers"), &awsdynamodb.TableProps{
		PartitionKey: &awsdynamodb.Attribute{Name: jsii.String("id"), Type: awsdynamodb.AttributeType_STRING},
	})
	awss3.NewBucket(other, jsii.String("Plain"), nil)

	// A third one, which reads the newest recovery point
	restore := awscdk.NewStack(app, jsii.String("Restore"), nil)
	restore.AddDependency(stack, nil)
	latest := cdkondemandbackup.RecoveryHandle_FromParameterName(restore, jsii.String("LatestOrders"), backup.RecoveryHandle().ParameterName())
	awsssm.NewStringParameter(restore, jsii.String("Newest"), &awsssm.StringParameterProps{StringValue: latest.RecoveryPointArn()})
	awscdk.NewCfnOutput(restore, jsii.String("RestoreFrom"), &awscdk.CfnOutputProps{Value: latest.RecoveryPointArn()})

	app.Synth(nil)
	for _, e := range *protection.Report() {
		status := string(e.Status)
		cells := []string{}
		for _, cell := range []*string{&status, e.Resource, e.CfnType, e.ResourceType, e.BeforeChange, e.OnDelete, e.Reason} {
			if cell == nil {
				cells = append(cells, "-")
			} else {
				cells = append(cells, *cell)
			}
		}
		fmt.Println(strings.Join(cells, " | "))
	}
}
