/** Whether a name or address is this very computer, whatever a name server says. */

/** `host`: as in a URL or a setting: localhost, 127.0.0.1, ::1, [::1]. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i.test(host);
}
