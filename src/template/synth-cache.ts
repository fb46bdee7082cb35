/**
 * Remembers what was found out of the templates of one synthesis, because each definition asks again for what all of them share.
 *
 * @param about what it was found out of
 * @param question its name
 * @param find called when it is not known yet
 */
export function remember<T>(about: object, question: string, find: () => T): T {
  const answers = memory.get(about) ?? new Map<string, unknown>();
  memory.set(about, answers);
  if (!answers.has(question)) { answers.set(question, find()); }
  return answers.get(question) as T;
}

/** Called when a synthesis begins: constructs may have changed since the last one. */
export function forget(): void {
  memory = new WeakMap();
}

let memory = new WeakMap<object, Map<string, unknown>>();
