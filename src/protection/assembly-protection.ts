import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attachCustomSynthesis, type ISynthesisSession, Stack, Stage } from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';
import { isStatefulOfUser } from './classification/stateful';
import { addLate } from './late/add-late';
import { afterLastAspect } from './late/after-last-aspect';
import { assemblyOf, constructsIn } from './late/constructs-in';
import { failOnSecondCopy } from './one-copy';
import { freeId, markOwn } from './own-constructs';
import { Protector } from './protector';
import { mergedEntries, REPORT_FILE } from './report';
import { StackProtection } from './stack-protection';
import { lateProtections, unreachedStages } from './stages';
import { clearSynthCache } from '../template/synth-cache';

const ID = 'BackupProtectionReport';

/**
 * Applies the protections of an assembly after the last aspect: all aspects have then changed the resources (versioning, tags), whatever
 * their scopes and priorities, so that nothing of other people's constructs is resolved too early. That of the app also writes the entries of
 * all protections into the cloud assembly.
 *
 * A separate construct, because a construct can have only one custom synthesis, and that of the app belongs to the user.
 */
export class AssemblyProtection extends Construct {
  /** Called when an aspect visits a construct: the assembly of the construct is due. */
  public static visit(construct: IConstruct): void {
    const assembly = assemblyOf(construct);
    const { root } = assembly.node;
    if (root !== assembly) { AssemblyProtection.of(root); }
    AssemblyProtection.of(assembly).isDue = true;
  }

  private static of(assembly: IConstruct): AssemblyProtection {
    const known = PROTECTIONS.get(assembly);
    if (known !== undefined) { return known; }
    failOnSecondCopy(assembly);
    const created = new AssemblyProtection(assembly);
    PROTECTIONS.set(assembly, created);
    return created;
  }

  /** Whether aspects have run since the last time: aws-cdk-lib asks for the dependencies in a stage once more when it synthesises the app. */
  private isDue = false;

  private constructor(private readonly assembly: IConstruct) {
    super(assembly as Construct, freeId(assembly, ID));
    afterLastAspect(this, () => this.protect());
    if (assembly !== assembly.node.root || !Stage.isStage(assembly)) { return; }
    attachCustomSynthesis(this, { onSynthesize: (session) => this.write(session) });
    this.node.addValidation({ validate: () => [...unreachedStages(assembly), ...lateProtections(assembly)] });
  }

  private protect(): void {
    if (!this.isDue) { return; }
    this.isDue = false;
    // What is added may add more, such as the bucket that keeps the assets of the app
    for (let undecided = this.undecided(); undecided.length > 0; undecided = this.undecided()) {
      const constructs = undecided;
      addLate(this.assembly, () => constructs.forEach((construct) => StackProtection.in(Stack.of(construct)).protect(construct)));
    }
    clearSynthCache();
  }

  private undecided(): IConstruct[] {
    return constructsIn(this.assembly).filter((construct) => isStatefulOfUser(construct) && Protector.isUndecided(construct));
  }

  private write({ outdir }: ISynthesisSession): void {
    writeFileSync(join(outdir, REPORT_FILE), `${JSON.stringify(mergedEntries(this.assembly.node.findAll()), undefined, 2)}\n`);
  }
}

markOwn(AssemblyProtection as { readonly prototype: object });

const PROTECTIONS = new WeakMap<IConstruct, AssemblyProtection>();
