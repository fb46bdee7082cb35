/** The first level of the name of each parameter. SSM accepts no name that begins with `aws` or `ssm`. */
export const HISTORY_ROOT = 'cdk-on-demand-backup';

/** The last level of the parameter that holds the newest good record of a backup. No trigger has this name. */
export const LATEST = 'latest';

/** The name of the parameter that holds the records of one trigger. */
export function parameterName(historyPath: string, trigger: string): string {
  return `${historyPath}/${trigger}`;
}

/** The name of the parameter that holds the newest good record. */
export function latestParameterName(historyPath: string): string {
  return parameterName(historyPath, LATEST);
}
