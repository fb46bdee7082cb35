/**
 * CloudFormation names a nested stack `<name of its parent>-<logical id>-<random>`. The two parts and their hyphen have room for 86 characters; when
 * they do not fit, each may take a half, 43 and 42, and what the other leaves. AWS documents none of this; all public names agree:
 *
 * - `integ-tests-u7brkajrdgec5ys8-performance-te-ComputeFleetQueuesNestedStackQueuesNestedS-7R1JJ4IR4CM6`, of a stack whose name ends with `test`
 *   https://github.com/aws/aws-parallelcluster/pull/6145
 * - `backgroundagent-dev-AgentRegistryStackNestedStackAgentRegistryStackNestedStackResource-16VAX8Y6Y64W`
 *   https://github.com/aws-samples/sample-autonomous-cloud-coding-agents/issues/865
 */
const ROOM = 85;
const HALF_OF_PARENT = 43;
const HALF_OF_ID = 42;
/** The patterns end so many characters before a cut, in case that AWS cuts a little differently. */
const MARGIN = 3;
/** 12 now; formerly a number of 64 bits in base 36. */
const RANDOM_LENGTHS = [11, 12, 13];
/** At the end of a logical id that aws-cdk-lib made, which no other stack has. */
const HASH = /[0-9A-F]{8}$/;

/** The longest name of a stack that the names of all stacks nested in it begin with. */
export const LONGEST_WHOLE_NAME = HALF_OF_PARENT - MARGIN;

/**
 * The IAM patterns for the name of a nested stack.
 *
 * @param rootName the name of the outermost stack
 * @param logicalIds those of the nested stacks from there down, the last of which is the one
 */
export function nestedStackPatterns(rootName: string, logicalIds: readonly string[]): string[] {
  const ids = [...logicalIds];
  const last = ids.pop() as string;
  const above = ids.reduce<Name>((parent, id) => ({ known: beginning(parent, id), isWhole: false }), { known: rootName, isWhole: true });
  const { start, isCut } = parentIn(above, last.length);
  const id = idIn(above, last);
  const pattern = `${start}${isCut ? '*' : ''}-${id}`;
  return id.length < last.length || HASH.test(last) ? [`${pattern}*`] : RANDOM_LENGTHS.map((length) => `${pattern}-${'?'.repeat(length)}`);
}

/**
 * The IAM pattern for the names of all stacks that are or were nested in a stack, with the logical ids that aws-cdk-lib gives them. Nothing else is
 * known of a nested stack that the app no longer has. A logical id contains `NestedStack`, of which a cut may leave only `Nested`, and a hyphen and
 * the random part follow.
 *
 * It also matches stacks nested in another stack whose name begins with this one's name and a hyphen: no pattern can tell them apart.
 */
export function formerNestedStackPattern(rootName: string): string {
  const start = rootName.length <= LONGEST_WHOLE_NAME ? `${rootName}-` : rootName.slice(0, LONGEST_WHOLE_NAME);
  return `${start}*Nested*-${'?'.repeat(Math.min(...RANDOM_LENGTHS))}*`;
}

/** The name of a stack, as far as it is known. */
interface Name {
  /** The characters that it begins with. */
  readonly known: string;
  readonly isWhole: boolean;
}

/** What the name of a nested stack certainly begins with. */
function beginning(parent: Name, id: string): string {
  const { start, isCut } = parentIn(parent, id.length);
  return isCut ? start : `${start}-${idIn(parent, id)}`;
}

/** The part of the parent's name that is certainly in the name of a nested stack, and whether more of it may follow. */
function parentIn({ known, isWhole }: Name, idLength: number): { start: string; isCut: boolean } {
  const isCut = known.length + idLength > ROOM - MARGIN;
  const start = isCut ? known.slice(0, Math.max(HALF_OF_PARENT, ROOM - idLength) - MARGIN) : known;
  return { start, isCut: !isWhole || start.length < known.length };
}

/** The part of a logical id that is certainly in the name of a nested stack. */
function idIn({ known, isWhole }: Name, id: string): string {
  if (isWhole && known.length + id.length <= ROOM - MARGIN) { return id; }
  const room = isWhole ? Math.max(HALF_OF_ID, ROOM - known.length) : HALF_OF_ID;
  return id.slice(0, room - MARGIN);
}
