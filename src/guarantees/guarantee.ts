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
      const problems = [...new Set(all.flatMap((each) => each.problems()))];
      return problems.length > 0 ? [describeProblems(backup, problems)] : [];
    },
  });
}
