import { CfnResource } from 'aws-cdk-lib';
import type { Classification, Properties } from './classification';
import { cfnDefinitionOf } from '../../template/cfn-definition';

const POSSIBLE: Classification = { kind: 'possible', typeName: 'FSx' };

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/working-with-supported-services.html */
export function fsxFileSystem({ FileSystemType, LustreConfiguration }: Properties, resource: CfnResource): Classification {
  switch (FileSystemType) {
    case 'LUSTRE': return lustre(LustreConfiguration as Properties ?? {}, resource);
    case 'ONTAP': return { kind: 'heldElsewhere', typeName: 'FSx', reason: 'a file system for NetApp ONTAP, whose data is in its volumes' };
    default: return POSSIBLE;
  }
}

/** https://docs.aws.amazon.com/fsx/latest/ONTAPGuide/using-backups.html */
export function fsxVolume({ VolumeType, OntapConfiguration }: Properties): Classification {
  if (VolumeType === 'OPENZFS') { return { kind: 'heldElsewhere', typeName: 'FSx', reason: 'a volume for OpenZFS, which is backed up with its file system' }; }
  const { OntapVolumeType } = (OntapConfiguration ?? {}) as Properties;
  return typeof OntapVolumeType !== 'string' || OntapVolumeType === 'RW' ? POSSIBLE : {
    kind: 'impossible',
    typeName: 'FSx',
    reason: `a volume of type ${OntapVolumeType}, and Amazon FSx backs up read-write volumes only`,
    advice: 'protect the volume that it mirrors',
  };
}

/** https://docs.aws.amazon.com/fsx/latest/LustreGuide/using-backups-fsx.html */
function lustre({ DeploymentType = 'SCRATCH_1', ImportPath }: Properties, resource: CfnResource): Classification {
  const impossible = { kind: 'impossible', typeName: 'FSx' } as const;
  if (typeof DeploymentType === 'string' && DeploymentType.startsWith('SCRATCH')) {
    return { ...impossible, reason: 'a scratch file system for Lustre, which Amazon FSx does not back up', advice: 'give it a persistent deployment type' };
  }
  return ImportPath === undefined && !hasDataRepository(resource) ? POSSIBLE : {
    ...impossible,
    reason: 'a file system for Lustre that is linked to a bucket, which Amazon FSx does not back up',
    advice: 'protect the bucket',
  };
}

function hasDataRepository(fileSystemResource: CfnResource): boolean {
  const { stack, logicalId } = fileSystemResource;
  const isLink = (resource: CfnResource) => resource.cfnResourceType === 'AWS::FSx::DataRepositoryAssociation' && resource.stack === stack;
  return stack.node.findAll().filter(CfnResource.isCfnResource).filter(isLink).some((link) => {
    const { FileSystemId } = cfnDefinitionOf(link).Properties as { FileSystemId?: { Ref?: string } };
    return FileSystemId?.Ref === stack.resolve(logicalId);
  });
}
