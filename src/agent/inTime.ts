/** Work that is told to end and may not listen. */

/**
 * The work's own outcome; or, where it goes on for more than `graceMs` after the signal, an error: the signal's reason.
 */
export async function inTime<T>(work: Promise<T>, signal: AbortSignal, graceMs: number): Promise<T> {
  const over = Promise.withResolvers<never>();
  let timer: NodeJS.Timeout | undefined;
  const wait = (): void => {
    timer = setTimeout(() => over.reject(signal.reason), graceMs);
  };
  if (signal.aborted) wait();
  else signal.addEventListener('abort', wait, { once: true });
  try {
    return await Promise.race([work, over.promise]);
  } finally {
    signal.removeEventListener('abort', wait);
    clearTimeout(timer);
  }
}
