import type { BackupRequest } from '../../../src/request/backup-request';
import type { ListedPoint } from '../../job/listed-point';

const DAY_MS = 24 * 3600_000;
/** Grows until somebody stops it: its date says nothing of the state that it holds. */
const CONTINUOUS = /:(continuous|auto-backup):/;

/** What a recovery point is to replace. */
export interface Wanted {
  readonly request: BackupRequest;
  readonly maxAgeSeconds: number;
  /** In milliseconds. */
  readonly now: number;
}

/** The newest recovery point that may be used instead of a new job; undefined when there is none. */
export function newestUsable(points: readonly ListedPoint[], wanted: Wanted): ListedPoint | undefined {
  return points.filter((point) => isUsable(point, wanted)).sort((a, b) => created(b) - created(a)).at(0);
}

/**
 * Whether a recovery point is as good as a new one: complete, of the same resource, in the vault that is asked for (whose key encrypts it, or
 * that of the resource), young enough, and kept as long as a new one.
 *
 * A status other than `COMPLETED` is of one that grows, is incomplete or is about to go.
 *
 * @see https://docs.aws.amazon.com/aws-backup/latest/devguide/API_RecoveryPointByBackupVault.html
 */
export function isUsable(point: ListedPoint, { request, maxAgeSeconds, now }: Wanted): boolean {
  return point.Status === 'COMPLETED'
    && point.RecoveryPointArn !== '' && !CONTINUOUS.test(point.RecoveryPointArn)
    && point.ResourceArn === request.ResourceArn
    && nameOf(point.BackupVaultArn) === vaultNameOf(request)
    && now - created(point) < maxAgeSeconds * 1000
    && isKeptLongEnough(point, request.Lifecycle?.DeleteAfterDays);
}

/** The vault that a new recovery point would go to. */
export function vaultNameOf({ BackupVaultName, LogicallyAirGappedBackupVaultArn }: BackupRequest): string {
  return LogicallyAirGappedBackupVaultArn === undefined ? BackupVaultName : nameOf(LogicallyAirGappedBackupVaultArn);
}

/**
 * Whether a recovery point is kept as long as it was asked for, counted from its own creation: a new one of the same backup would else never be
 * followed by another that uses it. It goes sooner than a new one, but by no more than the greatest age.
 */
function isKeptLongEnough(point: ListedPoint, days: number | undefined): boolean {
  const { DeleteAt, DeleteAfterDays } = point;
  if (DeleteAt === undefined && DeleteAfterDays === undefined) { return true; }
  if (days === undefined || days <= 0) { return false; }
  // The calculated date may be rounded
  return DeleteAfterDays !== undefined && DeleteAfterDays >= days || DeleteAt !== undefined && DeleteAt.getTime() >= created(point) + days * DAY_MS;
}

function created({ CreationDate }: ListedPoint): number {
  return CreationDate?.getTime() ?? NaN;
}

function nameOf(vaultArn: string): string {
  return vaultArn.split(':').pop() as string;
}
