import { ServiceError } from '../../model/errors';

/**
 * The pattern must match the whole value: AWS's own example refuses `10,000` for `\d{1,4}`.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-cli.html
 */
export function checkAllowedPattern(pattern: string | undefined, value: string): void {
  if (pattern === undefined || pattern === '') { return; }
  if (!compile(pattern).test(value)) {
    throw new ServiceError('ParameterPatternMismatchException', `Parameter value, cannot be validated against allowedPattern: ${pattern}`);
  }
}

function compile(pattern: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`, 's');
  } catch {
    throw new ServiceError('InvalidAllowedPatternException', 'The request does not meet the regular expression requirement.');
  }
}
