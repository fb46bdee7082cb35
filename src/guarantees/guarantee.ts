import { Annotations, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { describeProblems } from '../backup/problems';

/**
 * A promise of a backup. It stands on attributes of CloudFormation resources (`DependsOn`, `DeletionPolicy`, `Condition`) that anybody's
 * aspect or override may rewrite. So it is proven on the template, when nothing is added any more.
 */
export interface Guarantee {
  /** What breaks the promise in the template: each names what is wrong, who may have done it and the way out. */
  problems(): string[];
}

const GUARANTEES = new WeakMap<IConstruct, Guarantee[]>();

/** Makes a promise of a backup an error at synth when the template breaks it. All that is broken is in one message. */
export function guarantee(backup: IConstruct, promise: Guarantee): void {
  const promises = GUARANTEES.get(backup);
  if (promises !== undefined) {
    promises.push(promise);
    return;
  }
  const all = [promise];
  GUARANTEES.set(backup, all);
  backup.node.addValidation({
    validate: () => {
      warnOfTransforms(backup);
      const problems = [...new Set(all.flatMap((each) => each.problems()))];
      return problems.length > 0 ? [describeProblems(backup, problems)] : [];
    },
  });
}

/** Transforms of AWS that add resources and leave the others as they are. */
const HARMLESS_TRANSFORMS = /^AWS::(LanguageExtensions|SecretsManager-|Serverless-|CodeDeployBlueGreen$)/;

/** Warns that a macro may rewrite the template after it was proven. */
function warnOfTransforms(backup: IConstruct): void {
  const { transforms = [] } = Stack.of(backup).templateOptions;
  const unknown = transforms.filter((name) => !HARMLESS_TRANSFORMS.test(name));
  if (unknown.length === 0) { return; }
  Annotations.of(backup).addWarningV2('cdk-on-demand-backup:notProvable',
    `the stack has the transform ${unknown.join(', ')}, which may rewrite the template at deploy time, so that the order of backup and change or deletion is not `
    + 'proven: make sure that it keeps `DependsOn`, `DeletionPolicy` and `Condition`');
}
