/** Stands in for cscript.exe: `<behaviour> <words…> //Nologo //U <script> /dlv`. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';

const [behaviour, first = '', second = '0'] = process.argv.slice(2);

/** What it is busy with while it does not end. */
const hang = (): void => void setInterval(() => {}, 60_000);
const sent = async (stream: NodeJS.WriteStream, bytes: Buffer): Promise<void> => {
  if (!stream.write(bytes)) await once(stream, 'drain');
};

const behaviours: Readonly<Record<string, () => Promise<void> | void>> = {
  /** print FILE EXITCODE */
  async print() {
    await sent(process.stdout, readFileSync(first));
    process.exitCode = Number(second);
  },
  /** complain FILE EXITCODE */
  async complain() {
    await sent(process.stderr, readFileSync(first));
    process.exitCode = Number(second);
  },
  /** printAndHang FILE */
  async printAndHang() {
    await sent(process.stdout, readFileSync(first));
    hang();
  },
  /** words: how it was called, in UTF-16. */
  words: () =>
    sent(process.stdout, Buffer.from(`${JSON.stringify([process.cwd(), ...process.argv.slice(3)])}\r\n`, 'utf16le')),
  /** silent EXITCODE */
  silent() {
    process.exitCode = Number(first);
  },
  hang,
  async flood() {
    for (;;) await sent(process.stdout, Buffer.alloc(1 << 20, 'x'));
  },
  /** parent PIDFILE, parentThatEnds PIDFILE: a grandchild holds the output open. */
  parent() {
    grandchild();
    hang();
  },
  parentThatEnds() {
    grandchild().unref();
  },
};

function grandchild(): ReturnType<typeof spawn> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 60000)'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  writeFileSync(first, String(child.pid));
  return child;
}

await behaviours[behaviour ?? '']?.();
