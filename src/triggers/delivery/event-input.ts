import { Stack } from 'aws-cdk-lib';
import { RuleTargetInput, type RuleTargetInputProperties } from 'aws-cdk-lib/aws-events';
import { describeProblems } from '../../backup/problems';
import type { IOnDemandBackup } from '../../i-on-demand-backup';

const EVENT_ID = 'id';
/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_InputTransformer.html */
const LONGEST_TEMPLATE = 8192;

/**
 * The execution input of a definition, into which EventBridge puts the id of the event.
 *
 * Written out, because `RuleTargetInput.fromText` makes a JSON string of a text that is JSON already, and `fromObject` takes no text.
 */
export class EventInput extends RuleTargetInput {
  constructor(private readonly backup: IOnDemandBackup) {
    super();
  }

  public bind(): RuleTargetInputProperties {
    const { backup } = this;
    // The definition, because another one of the same resource may run for the same event, to another vault
    const inputTemplate = backup.executionInput(`event <${EVENT_ID}> for ${backup.node.addr}`);
    backup.node.addValidation({ validate: () => lengthProblems(backup, inputTemplate) });
    return { inputPathsMap: { [EVENT_ID]: `$.${EVENT_ID}` }, inputTemplate };
  }
}

/** Says that EventBridge would refuse the input. What is known at deploy time only does not count. */
function lengthProblems(backup: IOnDemandBackup, template: string): string[] {
  const length = knownLength(Stack.of(backup).resolve(template));
  return length <= LONGEST_TEMPLATE ? [] : [describeProblems(backup, [
    `its request makes the input of a rule's target ${length} characters long, but EventBridge takes ${LONGEST_TEMPLATE}: use fewer or shorter \`recoveryPointTags\``,
  ])];
}

function knownLength(text: string | { 'Fn::Join'?: [string, unknown[]] }): number {
  if (typeof text === 'string') { return text.length; }
  const parts = text['Fn::Join']?.[1] ?? [];
  return parts.filter((part) => typeof part === 'string').join('').length;
}
