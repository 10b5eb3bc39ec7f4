/**
 * A table that is asked with text from outside: it has its own entries and nothing else, no "constructor" that every
 * object has.
 */
export function table<T>(entries: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.assign(Object.create(null) as Record<string, T>, entries);
}
