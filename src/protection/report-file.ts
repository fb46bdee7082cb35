import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attachCustomSynthesis, CfnResource, type ISynthesisSession, Stage } from 'aws-cdk-lib';
import { Construct, type IConstruct } from 'constructs';
import { mergedEntries, REPORT_FILE } from './report';
import { unreachedStages } from './stages';

const ID = 'BackupProtectionReport';

/**
 * Writes the entries of all protections of an app into its cloud assembly.
 *
 * A separate construct, because a construct can have only one custom synthesis, and that of the app belongs to the user.
 */
export class ReportFile extends Construct {
  /** Adds the file to the app of a construct. */
  public static addTo(construct: IConstruct): void {
    const { root } = construct.node;
    if (Stage.isStage(root) && root.node.tryFindChild(ID) === undefined) { new ReportFile(root); }
  }

  private constructor(private readonly root: Stage) {
    super(root, ID);
    attachCustomSynthesis(this, { onSynthesize: (session) => this.write(session) });
    this.node.addValidation({ validate: () => unreachedStages(root) });
  }

  private write({ outdir }: ISynthesisSession): void {
    const entries = mergedEntries(this.root.node.findAll().filter(CfnResource.isCfnResource));
    writeFileSync(join(outdir, REPORT_FILE), `${JSON.stringify(entries, undefined, 2)}\n`);
  }
}
