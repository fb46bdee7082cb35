import { Stack } from 'aws-cdk-lib';
import { RuleTargetInput, type RuleTargetInputProperties } from 'aws-cdk-lib/aws-events';
import type { IConstruct } from 'constructs';
import { deliveryInput } from '../../backup/execution-input';
import { describeProblems } from '../../backup/problems';
import type { IOnDemandBackup } from '../../i-on-demand-backup';

const EVENT_ID = 'id';
/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html */
const LONGEST_TEMPLATE = 8192;

/**
 * The execution input of a backup, into which EventBridge puts the id of the event.
 *
 * A separate class, because `RuleTargetInput.fromText` quotes a string that is JSON already, and `fromObject` accepts no string.
 */
export class EventInput extends RuleTargetInput {
  constructor(private readonly backup: IOnDemandBackup) {
    super();
  }

  public bind(rule: IConstruct): RuleTargetInputProperties {
    const { backup } = this;
    // With the backup, because another one of the same resource may run for the same event, to another vault
    const inputTemplate = deliveryInput(backup, rule, `event <${EVENT_ID}> for ${backup.node.addr}`);
    backup.node.addValidation({ validate: () => lengthProblems(backup, inputTemplate) });
    return { inputPathsMap: { [EVENT_ID]: `$.${EVENT_ID}` }, inputTemplate };
  }
}

/** Reports that EventBridge would refuse the input. What is known only at deploy time does not count. */
function lengthProblems(backup: IOnDemandBackup, template: string): string[] {
  const length = knownLength(Stack.of(backup).resolve(template));
  return length <= LONGEST_TEMPLATE ? [] : [describeProblems(backup, [
    `its request makes the input of a rule's target ${length} characters long, but EventBridge accepts ${LONGEST_TEMPLATE}: use fewer or shorter \`recoveryPointTags\``,
  ])];
}

function knownLength(template: string | { 'Fn::Join'?: [string, unknown[]] }): number {
  if (typeof template === 'string') { return template.length; }
  const parts = template['Fn::Join']?.[1] ?? [];
  return parts.filter((part) => typeof part === 'string').join('').length;
}
