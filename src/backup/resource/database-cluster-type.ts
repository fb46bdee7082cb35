import { Token } from 'aws-cdk-lib';

/**
 * AWS Backup's name of a cluster of Amazon RDS: it is of Aurora or, with another engine, a Multi-AZ cluster, and both have one
 * CloudFormation type. Undefined when the engine is left out, or known at deploy time only.
 */
export function databaseClusterType(engine: unknown): 'Aurora' | 'RDS' | undefined {
  if (typeof engine !== 'string' || Token.isUnresolved(engine)) { return undefined; }
  return engine.startsWith('aurora') ? 'Aurora' : 'RDS';
}
