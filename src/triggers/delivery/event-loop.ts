import { Annotations, CfnResource } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { IOnDemandBackup } from '../../i-on-demand-backup';
import { cfnDefinitionOf } from '../../template/cfn-definition';

/** The events that an execution of the backup itself causes: detail types by source. */
const OWN_EVENTS = {
  'aws.backup': ['Backup Job State Change', 'Recovery Point State Change'],
  'aws.states': ['Step Functions Execution Status Change'],
};

/** Fields that have the same values in every execution, and so do not distinguish one from another. */
const STATE_FIELDS = new Set(['state', 'status']);

/** A pattern, as CloudFormation receives it. */
interface Pattern {
  readonly 'source'?: unknown[];
  readonly 'detail-type'?: unknown[];
  readonly 'detail'?: object;
  readonly 'resources'?: unknown[];
}

/** Warns, at the end of the synthesis, of a rule whose backups would make further backups without end. */
export function warnOfLoop(backup: IOnDemandBackup, rule: IConstruct): void {
  backup.node.addValidation({
    validate: () => {
      const source = loopOf(rule);
      if (source !== undefined) { Annotations.of(backup).addWarningV2('cdk-on-demand-backup:eventLoop', message(rule, source)); }
      return [];
    },
  });
}

function message(rule: IConstruct, source: string): string {
  return `the rule ${rule.node.path} matches the events of ${source} that each execution of this backup causes, so each backup would start the next one, `
    + 'without end: name another `detailType` in its pattern, or name in `detail` or `resources` what the events are about';
}

/** The source of the events by which a rule would start itself. */
function loopOf(rule: IConstruct): string | undefined {
  const pattern = patternOf(rule);
  if (pattern === undefined) { return undefined; }
  const { resources, detail = {} } = pattern;
  const isNarrow = resources !== undefined || Object.keys(detail).some((field) => !STATE_FIELDS.has(field));
  return isNarrow ? undefined : Object.entries(OWN_EVENTS).find(([source, detailTypes]) =>
    accepts(pattern.source, source) && detailTypes.some((detailType) => accepts(pattern['detail-type'], detailType)))?.[0];
}

function patternOf(rule: IConstruct): Pattern | undefined {
  const resource = rule.node.defaultChild;
  // Not by class: the rule may be of another copy of aws-cdk-lib
  return CfnResource.isCfnResource(resource) && resource.cfnResourceType === 'AWS::Events::Rule'
    ? cfnDefinitionOf(resource).Properties?.EventPattern as Pattern | undefined : undefined;
}

/** Whether a list of matchers accepts a value. Of matchers that are not strings, only prefixes are checked. */
function accepts(matchers: unknown[] | undefined, value: string): boolean {
  return matchers === undefined || matchers.some((matcher) => {
    if (typeof matcher === 'string') { return matcher === value; }
    const { prefix } = matcher as { prefix?: unknown };
    return typeof prefix === 'string' && value.startsWith(prefix);
  });
}
