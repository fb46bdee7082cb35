import { holdsPlaceholder, parseArn } from '../../arn';
import { show } from '../../known';
import { error, Problem } from '../../problem';

/** What an ARN must have. */
interface ArnNeeds {
  readonly hasRegion: boolean;
  readonly hasAccount: boolean;
}

interface PartRule {
  readonly word: string;
  readonly kind: string;
  readonly id: string;
  readonly form: RegExp;
  readonly advice: string;
  /** Where it belongs, if it is missing. */
  readonly location: string;
}

/** eu-west-1, us-gov-east-1, us-isob-west-1, eusc-de-east-1. An Availability Zone, as eu-west-1a, is none. */
const REGION: PartRule = {
  word: 'Region',
  kind: 'a Region',
  id: 'Region',
  form: /^[a-z]+(-[a-z]+)+-\d+$/,
  advice: 'write it as in eu-west-1',
  location: 'write it after the third colon, as in arn:aws:dynamodb:eu-west-1:111122223333:table/orders',
};
const ACCOUNT: PartRule = {
  word: 'account',
  kind: 'an account id',
  id: 'Account',
  form: /^\d{12}$/,
  advice: 'use its 12 digits',
  location: 'write its 12 digits after the fourth colon, as in arn:aws:dynamodb:eu-west-1:111122223333:table/orders',
};

/**
 * Problems of the Region and the account in an ARN by themselves.
 *
 * @param needs what ARNs of its kind have; undefined when the kind is not known
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function arnPartProblems(prop: string, arn: string, needs?: ArnNeeds): Problem[] {
  const parts = parseArn(arn);
  return parts === undefined ? [] : [
    ...partProblems(prop, arn, parts.region, REGION, needs?.hasRegion),
    ...partProblems(prop, arn, parts.account, ACCOUNT, needs?.hasAccount),
  ];
}

function partProblems(prop: string, arn: string, value: string, { word, kind, id, form, advice, location }: PartRule, isNeeded?: boolean): Problem[] {
  if (holdsPlaceholder(value)) { return []; }
  const start = `\`${prop}\` is ${show(arn)}, `;
  if (value === '') {
    return isNeeded ? [error(`${prop}${id}Missing`, `${start}which has no ${word}: ${location}`)] : [];
  }
  if (isNeeded === false) {
    return [error(`${prop}${id}Surplus`, `${start}but ARNs of its type have no ${word}: leave "${value}" out, and keep the colons`)];
  }
  return form.test(value) ? [] : [error(`${prop}${id}Malformed`, `${start}but "${value}" is not ${kind}: ${advice}`)];
}
