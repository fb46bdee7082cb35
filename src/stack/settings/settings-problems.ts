import { Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { BackupSettings } from './backup-settings';

const SWITCHES = ['useFipsEndpoint', 'useDualstackEndpoint'] as const;

/** Throws the problems of settings in one message. */
export function failOnSettings(scope: IConstruct, settings: BackupSettings): void {
  const problems = urlProblems(settings);
  if (problems.length === 0) { return; }
  throw new Error(`the settings of the on-demand backups in ${scope.node.path || 'the app'} have ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n`
    + problems.map((problem) => `- ${problem}`).join('\n'));
}

/** The SDK refuses each call with a URL and one of the others. */
function urlProblems(settings: BackupSettings): string[] {
  const { backupEndpointUrl: url } = settings;
  if (url === undefined) { return []; }
  const chosen = SWITCHES.filter((name) => settings[name] === true)
    .map((name) => `\`backupEndpointUrl\` and \`${name}\` are both given, but only one can choose the endpoint of AWS Backup: leave one of them out, or set \`${name}\` to false`);
  return [...chosen, ...Token.isUnresolved(url) || isUrl(url) ? [] : [
    `\`backupEndpointUrl\` is ${JSON.stringify(url)}, which is not a URL: use one such as https://vpce-0123456789abcdef0-01234567.backup.eu-west-1.vpce.amazonaws.com`,
  ]];
}

function isUrl(url: string): boolean {
  return /^https?:\/\/[^\s/]/.test(url) && URL.canParse(url);
}
