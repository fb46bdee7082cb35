/** Whether two message categories are the same: AWS writes "AccessDenied", "ACCESS_DENIED" and "ACCESSDENIED". */
export function sameCategory(one: string | undefined, other: string | undefined): boolean {
  return normalized(one) === normalized(other);
}

function normalized(category: string | undefined): string | undefined {
  return category?.replace(/[^a-z0-9]/gi, '').toUpperCase();
}
