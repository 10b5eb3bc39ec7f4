/** Names as DNS compares them. */

/** Without case and without the dot at the end. */
export function nameKey(name: string): string {
  return name.trim().toLowerCase().replace(/\.$/, '');
}

/** The first of each key, in order. */
export function firstOfEach<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const first = new Map<string, T>();
  for (const item of items) if (!first.has(keyOf(item))) first.set(keyOf(item), item);
  return [...first.values()];
}
