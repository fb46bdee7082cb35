/** A word of a POSIX shell. Without quotes where none are needed, so that other shells read it, too. */
export function shellQuoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) && !word.startsWith('-') ? word : `'${word.replace(/'/g, "'\\''")}'`;
}
