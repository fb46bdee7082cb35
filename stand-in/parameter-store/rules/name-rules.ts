import { invalid } from './invalid';
import { ServiceError } from '../../model/errors';

const MAX_LENGTH_WITH_ARN = 1011;
const MAX_LEVELS = 15;
const LEVEL = /^[a-zA-Z0-9_.-]+$/;

const SUB_PATHS = 'If formed as a path, it can consist of sub-paths divided by slash symbol; each sub-path can be formed as a mix of letters, '
  + 'numbers and the following 3 symbols .-_';

/**
 * The name of a parameter to write. The service removes spaces at both ends. A name that is an ARN is refused.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-parameter-name-constraints.html
 * @see https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_PutParameter.html
 */
export function nameToWrite(given: string, arnOf: (name: string) => string): string {
  const name = nameToRead(given);
  const bare = name.replace(/^\//, '');
  if (/^\/aws/i.test(name)) { throw new ServiceError('AccessDeniedException', `No access to reserved parameter name: ${bare}.`); }
  if (/^aws/i.test(name)) { throw invalid('Parameter name: can\'t be prefixed with "aws" or "ssm" (case-insensitive).'); }
  if (/^ssm/i.test(bare)) { throw invalid(`Parameter name: can't be prefixed with "ssm" (case-insensitive). ${SUB_PATHS}`); }
  if (bare.split('/').length > MAX_LEVELS) {
    throw new ServiceError('HierarchyLevelLimitExceededException', `A hierarchy can have a maximum of ${MAX_LEVELS} levels.`);
  }
  const { length } = arnOf(name);
  if (length > MAX_LENGTH_WITH_ARN) { throw invalid(`Parameter name: with its ARN it can have at most ${MAX_LENGTH_WITH_ARN} characters, not ${length}.`); }
  return name;
}

/** The name of a parameter to read, label or delete, without its ARN and its selector. */
export function nameToRead(given: string): string {
  const name = given.trim();
  if (!name.startsWith('/') && name.includes('/')) { throw invalid('Parameter name must be a fully qualified name.'); }
  if (!name.replace(/^\//, '').split('/').every((level) => LEVEL.test(level))) {
    throw invalid(`Parameter name: can't be prefixed with "ssm" (case-insensitive). ${SUB_PATHS}`);
  }
  return name;
}

/** The path of `GetParametersByPath`, with a slash at its end. */
export function pathToRead(path: string): string {
  const bare = path.trim().replace(/\/$/, '');
  if (bare === '' && path.includes('/')) { return '/'; }
  if (!bare.startsWith('/') || !bare.slice(1).split('/').every((level) => LEVEL.test(level))) {
    throw invalid('The parameter doesn\'t meet the parameter name requirements. The parameter name must begin with a forward slash "/". '
      + 'It can\'t be prefixed with "aws" or "ssm" (case-insensitive). It must use only letters, numbers, or the following symbols: '
      + '. (period), - (hyphen), _ (underscore). Special characters are not allowed. All sub-paths, if specified, must use the forward slash symbol "/". '
      + 'Valid example: /get/parameters2-/by1./path0_.');
  }
  return `${bare}/`;
}
