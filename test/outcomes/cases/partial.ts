import type { FaultSpec, JobScript } from '../../../stand-in';
import { type Case, type Expected, FAILED, OK } from '../case';

const STACK = 'arn:aws:cloudformation:eu-west-1:111122223333:stack/shop/51af3dc0-da77-11e4-872e-1234567db123';
const CLUSTER = 'arn:aws:eks:eu-west-1:111122223333:cluster/orders';
const TABLE = 'arn:aws:dynamodb:eu-west-1:111122223333:table/Orders';
const DATABASE = 'arn:aws:rds:eu-west-1:111122223333:db:orders';
const BUCKET = 'arn:aws:s3:::orders';

const GOOD = { resourceArn: TABLE } as const;
const BAD = { resourceArn: DATABASE, outcome: 'FAILED', messageCategory: 'INVALID_STATE', statusMessage: 'Instance is not in state available' } as const;
const DENIED = { resourceArn: BUCKET, outcome: 'FAILED', messageCategory: 'ACCESS_DENIED', statusMessage: 'AWS Backup does not have permission to describe resource' } as const;
const MANY = Array.from({ length: 60 }, (_, index) => ({ ...BAD, resourceArn: `${DATABASE}-${index}`, statusMessage: 'long "\u0001漢😀'.repeat(300) }));

function partial(name: string, children: JobScript['children'], expected: Partial<Expected>, more: Partial<Case> = {}): Case {
  return {
    name: `PARTIAL: ${name}`, on: 'Create', request: { ResourceArn: STACK }, script: { outcome: 'PARTIAL', children }, expected: { ...FAILED, ...expected }, ...more,
  };
}

const listing = (fault: object): Partial<Case> => ({ faults: [{ operation: 'ListBackupJobs', ...fault } as FaultSpec] });

/** Backups of several resources, of which some are missing. */
export const PARTIAL: readonly Case[] = [
  partial('one of two failed', [GOOD, BAD], { reason: /1 of its 2 child jobs left no complete recovery point: arn:aws:rds:\S+ FAILED \(INVALID_STATE\): Instance is not in state available\. Likely cause/ }),
  partial('one of two failed, onFailure WARN', [GOOD, BAD], { status: 'SUCCESS', outcome: 'partial', run: 'FAILED' }, { waitPolicy: { WarnOnFailure: true } }),
  partial('one of two has issues', [GOOD, { resourceArn: DATABASE, messageCategory: 'TAG_COPY_ERROR' }], { reason: /1 of its 2 child jobs .* COMPLETED \(TAG_COPY_ERROR\)/ }),
  partial('a bucket may not be read', [GOOD, DENIED], { reason: /arn:aws:s3:::orders FAILED \(ACCESS_DENIED\).*AWSBackupServiceRolePolicyForS3Backup/ }),
  partial('none failed', [GOOD, { resourceArn: DATABASE }], { reason: /All of its 2 child jobs completed: what is missing has none, perhaps because AWS Backup does not support it/ }),
  partial('sixty failed with long messages', MANY, { reason: /60 of its 60 child jobs/ }),
  partial('it has no child jobs', undefined, { reason: /ended PARTIAL/ }),
  partial('of a Kubernetes cluster', [GOOD, { resourceArn: TABLE, outcome: 'FAILED' }], { reason: /1 of its 2 child jobs.*a volume of the cluster was not backed up/ }, { request: { ResourceArn: CLUSTER } }),
  partial('the list is throttled', [GOOD, BAD], { reason: /ended PARTIAL/ }, listing({ kind: 'throttle' })),
  partial('the list is throttled once', [GOOD, BAD], { reason: /1 of its 2 child jobs/ }, listing({ kind: 'throttle', times: 1 })),
  partial('the list is denied', [GOOD, BAD], { reason: /ended PARTIAL/ }, listing({ kind: 'error', error: 'AccessDeniedException' })),
  partial('the list is reset', [GOOD, BAD], { reason: /ended PARTIAL/ }, listing({ kind: 'reset' })),
  partial('the list is HTML', [GOOD, BAD], { reason: /ended PARTIAL/ }, listing({ kind: 'http', status: 200 })),
  partial('the list is malformed, onFailure WARN', [GOOD, BAD], { status: 'SUCCESS', outcome: 'partial', run: 'FAILED' }, { waitPolicy: { WarnOnFailure: true }, ...listing({ kind: 'malformed', body: 'truncated' }) }),
  partial('all are good', [GOOD], { ...OK, outcome: 'succeeded' }, { script: { children: [GOOD] } }),
];
