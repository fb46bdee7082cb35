import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { Delivery } from './delivery-problems';
import { DURATION, QUEUE, ROLE } from '../../backup/props/cdk-checks';
import { NUMBER } from '../../backup/props/check';
import type { Shape } from '../../backup/props/shape';

/** What each prop of the target of a rule or a schedule must be. */
export const DELIVERY_PROPS: Shape<Delivery & { readonly role?: IRole }> = {
  role: ROLE,
  deadLetterQueue: QUEUE,
  maxEventAge: DURATION,
  retryAttempts: NUMBER,
};
