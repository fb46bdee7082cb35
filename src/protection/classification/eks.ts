import type { Classification, Properties } from './classification';

/** https://docs.aws.amazon.com/aws-backup/latest/devguide/eks-backups.html */
export function kubernetesCluster({ AccessConfig, OutpostConfig }: Properties): Classification {
  const impossible = { kind: 'impossible', typeName: 'EKS' } as const;
  if (OutpostConfig !== undefined) {
    return { ...impossible, reason: 'a cluster on AWS Outposts, which AWS Backup does not support', advice: 'keep what is on it in a repository' };
  }
  const { AuthenticationMode = 'CONFIG_MAP' } = (AccessConfig ?? {}) as Properties;
  return AuthenticationMode !== 'CONFIG_MAP' ? { kind: 'possible', typeName: 'EKS' } : {
    ...impossible,
    reason: 'a cluster with the authentication mode CONFIG_MAP, with which AWS Backup gets no access',
    advice: 'set its authentication mode to API or API_AND_CONFIG_MAP',
  };
}
