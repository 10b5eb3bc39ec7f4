/** Where a store is: a file, or postgres://user@host/database. */

export const isPostgres = (address: string): boolean => /^postgres(ql)?:\/\//.test(address);

/** The address as a person may see it. */
export function withoutPassword(address: string): string {
  if (!URL.canParse(address)) return 'postgres';
  const url = new URL(address);
  url.password = '';
  url.search = '';
  return url.href;
}
