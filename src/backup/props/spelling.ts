const SHORTEST = 6;
const MOST_EDITS = 2;

/**
 * The known name that a name was probably meant to be: the same letters in another case or with separators (`delete_after`), or, if it is
 * long enough, a name that differs in two letters at most. Undefined for any other: a subclass may have props of its own.
 */
export function meantName(name: string, known: readonly string[]): string | undefined {
  const letters = lettersOf(name);
  return known.find((each) => lettersOf(each) === letters)
    ?? known.find((each) => Math.min(each.length, name.length) >= SHORTEST && edits(letters, lettersOf(each)) <= MOST_EDITS);
}

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** How many letters must be added, removed or replaced to make one string of another (Levenshtein). */
function edits(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  [...from].forEach((letter, index) => {
    const next = [index + 1];
    [...to].forEach((other, column) => next.push(Math.min(next[column] + 1, row[column + 1] + 1, row[column] + (letter === other ? 0 : 1))));
    row = next;
  });
  return row[to.length];
}
