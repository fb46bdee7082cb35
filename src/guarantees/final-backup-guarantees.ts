import type { CfnResource } from 'aws-cdk-lib';
import type { IBackupVault } from 'aws-cdk-lib/aws-backup';
import { ConditionGuarantee } from './condition-guarantee';
import { DeletedWithStackGuarantee } from './deleted-with-stack-guarantee';
import { DependencyGuarantee, type Order } from './dependency-guarantee';
import type { Guarantee } from './guarantee';
import { linkGuarantees } from './link-guarantees';
import { type Retained, OutlivesStackGuarantee } from './outlives-stack-guarantee';
import type { BackupContext } from '../backup/backup-context';
import { originsIn } from '../backup/resource/origin';
import { cfnResourcesIn } from '../template/cfn-definition';
import { cached } from '../template/synth-cache';

/** What a final backup promises about. */
export interface FinalBackup {
  /** The custom resources, in the order of their deletion. */
  readonly links: readonly CfnResource[];
  /** The resource that is backed up, if it is of this app. */
  readonly origin?: CfnResource;
  /** All that must exist until the backup is done; read when the template is proven. */
  readonly resources: () => readonly CfnResource[];
  readonly context: BackupContext;
}

/** The promises of a final backup: no backup, no delete; and what it leaves stays. */
export function finalBackupGuarantees({ links, origin, resources, context }: FinalBackup): Guarantee[] {
  const consequence = `CloudFormation may delete ${origin?.node.path ?? 'the resource'} without its final backup`;
  const orders = (): Order[] => links.flatMap((link, index) => [
    ...resources().map((waitedFor) => ({ waiting: link, waitedFor })),
    ...index === 0 ? [] : [{ waiting: links[index - 1], waitedFor: link }],
  ]);
  return [
    new DeletedWithStackGuarantee('onDelete', links, consequence),
    new DependencyGuarantee('onDelete', orders, consequence),
    new OutlivesStackGuarantee(() => retainedBy(context)),
    new ConditionGuarantee('onDelete', () => origin ? links.map((resource) => ({ resource, leader: origin, extent: 'same' as const })) : []),
    ...linkGuarantees('onDelete', links, context),
  ];
}

const HOLDS_BACKUP = 'it holds the final backup';
const ROLE_OF_BACKUP = 'without it the final backup can neither expire nor move to cold storage';

function retainedBy({ props, ...own }: BackupContext): Retained[] {
  const { backupVault, logicallyAirGappedBackupVault, role } = props;
  const vaults = Object.entries({ backupVault, logicallyAirGappedBackupVault }).filter(([, vault]) => vault !== undefined);
  return [
    ...vaults.map(([name, vault]) => ({ name: `\`${name}\``, resources: vaultsOfApp(vault as IBackupVault), reason: HOLDS_BACKUP, advice: RETAIN })),
    ...backupVault ? [] : [{ name: 'the default vault', resources: cfnResourcesIn(own.backupVault), reason: HOLDS_BACKUP, advice: `${LEAVE} \`backupVault\`` }],
    { name: role ? '`role`' : 'the default role', resources: cfnResourcesIn(own.role).filter(isRole), reason: ROLE_OF_BACKUP, advice: role ? RETAIN : `${LEAVE} \`role\`` },
  ];
}

const RETAIN = 'give it RemovalPolicy.RETAIN';
const LEAVE = 'leave it retained, or pass a';

/** The vault itself; an imported vault may be of this app, too. */
function vaultsOfApp(vault: IBackupVault): CfnResource[] {
  return cached(vault, 'vaults of the app', () => originsIn(vault, vault.backupVaultArn).filter(({ cfnResourceType }) => cfnResourceType.startsWith('AWS::Backup::')));
}

function isRole({ cfnResourceType }: CfnResource): boolean {
  return cfnResourceType === 'AWS::IAM::Role';
}
