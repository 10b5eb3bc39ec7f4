/** A machine's own dictionary: `System32\slmgr\<LCID>\slmgr.ini`. */

/**
 * Resource name → text. Format as slmgr.vbs reads it: split at the first `=`, value trimmed, one leading and one
 * trailing double quote removed; lines without `=` are ignored.
 */
export function readSlmgrIni(text: string): Record<string, string> {
  const labels: [string, string][] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    const equals = line.indexOf('=');
    if (equals <= 0) continue;
    const value = line
      .slice(equals + 1)
      .trim()
      .replace(/^"/, '')
      .replace(/"$/, '');
    labels.push([line.slice(0, equals).trim(), value]);
  }
  return Object.fromEntries(labels);
}
