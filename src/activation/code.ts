/**
 * An HRESULT in one writing: `0x` and eight upper-case hex digits. The same code arrives unsigned from PowerShell
 * (3221549172), signed from VBScript (−1073418124) and as hex text.
 */
export function codeOf(value: number): string {
  return `0x${(value >>> 0).toString(16).toUpperCase().padStart(8, '0')}`;
}
