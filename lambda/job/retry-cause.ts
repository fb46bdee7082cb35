import { sameCategory } from './message-category';
import type { JobRecord } from '../../src/request/execution/execution-state';

/** Why the same job may succeed in a while: the resource is not ready for a backup, or IAM has not propagated the role yet. */
export type RetryCause = 'notReady' | 'notPermitted';

/** What services call a resource, perhaps with its name: "DBCluster orders", but not "instance type". */
const A_RESOURCE = String.raw`\b(DB ?)?(instance|cluster|database|table|volume|file ?system|bucket|namespace|virtual machine|resource)\b` +
  String.raw`( (?!(type|class|family|size|feature|engine|option)\b)["'\x60(]?[\w.:/-]+["'\x60)]?)?`;
/**
 * How services say that a resource is busy, stopped or not there yet; the advice uses it, too. Only a resource can become available: a
 * feature, or a resource that is not available in a Region or to an account, never will be.
 */
export const NOT_READY = new RegExp([
  String.raw`(\bnot|n't) (currently |yet )?in (an? |the )?["'\x60]?([\w-]+["'\x60]? )?(state|status)\b`, // RDS, Aurora, EFS, FSx
  String.raw`${A_RESOURCE} (is not|isn't) (currently |yet )?available\b(?! (in|for|to|on|with)\b)`,
  String.raw`\bis being (created|modified|updated|upgraded|restored|started|stopped|rebooted|backed[- ]up)\b`,
  String.raw`\bis (still |currently )?(creating|modifying|updating|upgrading|restoring|starting|stopping|stopped|rebooting|backing[- ]up)\b`,
  String.raw`\b(Invalid|Incorrect)\w*(State|Status|LifeCycleState)(Fault|Exception)?\b`, // InvalidDBInstanceState, IncorrectFileSystemLifeCycleState
  String.raw`\b(TableInUse|ResourceInUse)\w*\b`, // DynamoDB, while it creates a table
  String.raw`\bcannot snapshot volume\b`,
].join('|'), 'i');

/**
 * How AWS Backup says that a role may not do something. Five public scripts met "IAM Role … does not have sufficient permissions to
 * execute the backup", with a new role too. The advice uses it, too.
 */
export const NOT_PERMITTED = new RegExp([
  String.raw`\bcannot be assumed\b`, // "IAM Role …", "The provided role …"
  String.raw`\b(does|do|did) not have (the )?(sufficient |required |necessary )?(permissions?|privileges|access)\b`,
  String.raw`\binsufficient (permissions?|privileges)\b`,
  String.raw`\b(lacks?|missing) (the )?(\w+ )?permissions?\b`,
  String.raw`\bnot authorized to\b`, // "IAM Role … is not authorized to call tag:GetResources"
  String.raw`\baccess (is )?denied\b`,
].join('|'), 'i');
/** A denial that no propagation lifts. */
const FORBIDDEN = /\bexplicit deny\b|\b(service|resource) control policy\b|\bpermissions boundary\b/i;

/** Whether a service says that a resource is not ready for a backup. */
export function saysNotReady(text: string): boolean {
  return NOT_READY.test(text);
}

/** Whether a service says that a role may not do something, and may in a moment if the role is new. */
export function saysNotPermitted(text: string): boolean {
  return NOT_PERMITTED.test(text) && !isForbidden(text);
}

/** Whether a denial stays, however long one waits. */
export function isForbidden(text: string): boolean {
  return FORBIDDEN.test(text);
}

/** Why another start of a job that failed may succeed; undefined when nothing says so. */
export function retryCause({ State, StatusMessage, MessageCategory }: JobRecord): RetryCause | undefined {
  if (State !== 'FAILED') { return undefined; }
  if (sameCategory(MessageCategory, 'INVALID_STATE')) { return 'notReady'; }
  if (sameCategory(MessageCategory, 'ACCESS_DENIED')) { return isForbidden(StatusMessage) ? undefined : 'notPermitted'; }
  if (saysNotPermitted(StatusMessage)) { return 'notPermitted'; }
  return saysNotReady(StatusMessage) ? 'notReady' : undefined;
}
