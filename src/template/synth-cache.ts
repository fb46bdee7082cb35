/**
 * Finds something out of the templates of one synthesis only once, because each backup asks again for what all of them share.
 *
 * @param subject what it is found out of
 * @param question its name
 * @param find called when the answer is not cached yet
 */
export function cached<T>(subject: object, question: string, find: () => T): T {
  const answers = cache.get(subject) ?? new Map<string, unknown>();
  cache.set(subject, answers);
  if (!answers.has(question)) { answers.set(question, find()); }
  return answers.get(question) as T;
}

/** Called when a synthesis begins: constructs may have changed since the last one. */
export function clearSynthCache(): void {
  cache = new WeakMap();
}

let cache = new WeakMap<object, Map<string, unknown>>();
