/** The name in the id of a stack: `arn:aws:cloudformation:Region:account:stack/name/unique-id`. */
export function stackName(stackId: string): string {
  return stackId.split('/')[1] ?? '';
}
