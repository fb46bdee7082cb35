import { Annotations, RemovalPolicy } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { OnDemandBackupProps } from '../../on-demand-backup-props';
import { resourceTypeNamed, tagsOf } from '../../request/resource-types/resource-type';
import type { BackedUpResource } from '../resource/backed-up-resource';

/** Whether the recovery points of a backup get provenance tags, if their type gets any. */
export function hasProvenanceTags({ provenanceTags = true }: Pick<OnDemandBackupProps, 'provenanceTags'>): boolean {
  return provenanceTags;
}

/** Problems of recovery points that are deleted although nothing on them says where they come from. */
export function provenanceProblems(props: OnDemandBackupProps): string[] {
  if (hasProvenanceTags(props)) { return []; }
  const deletes = [...props.removalPolicy === RemovalPolicy.DESTROY ? ['`removalPolicy` is RemovalPolicy.DESTROY'] : [], ...props.keepLast === undefined ? [] : ['`keepLast` is given']];
  return deletes.map((why) => `\`provenanceTags\` is false, but ${why}, and what is deleted should say where it comes from: leave out \`provenanceTags\``);
}

/** Says where the type of the resource gets no provenance tags. With advanced features it may: then only if somebody asked for the tags. */
export function explainProvenance(backup: IConstruct, props: OnDemandBackupProps, { typeName }: BackedUpResource): void {
  if (!hasProvenanceTags(props) || typeName === undefined) { return; }
  const tags = tagsOf(resourceTypeNamed(typeName));
  if (tags === 'never') {
    Annotations.of(backup).addInfo(`the recovery points of ${typeName} get no \`provenanceTags\`, because AWS Backup tags no recovery point that contains others when it makes it: `
      + 'the history of the backup says where they come from');
  } else if (tags === 'withAdvancedFeatures' && props.provenanceTags === true) {
    Annotations.of(backup).addInfo(`the recovery points of ${typeName} get \`provenanceTags\` only with the advanced features of AWS Backup for ${typeName}: `
      + 'turn them on in the settings of AWS Backup, https://docs.aws.amazon.com/aws-backup/latest/devguide/advanced-ddb-backup.html');
  }
}
