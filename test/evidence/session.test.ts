/** The end of a session where the tool that ends PowerShell answers later than PowerShell's own end is told, as taskkill does. */
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { afterAll, expect, jest, test } from '@jest/globals';

jest.unstable_mockModule('../../src/platform/killTree.ts', () => ({
  killTree: async (pid: number) => {
    process.kill(pid, 'SIGKILL');
    while (existsSync(`/proc/${pid}`)) await turn();
    for (let turns = 0; turns < 50; turns += 1) await turn();
  },
}));
const { startSession } = await import('../../src/evidence/powershell/session.ts');
const { windowsPlaces } = await import('../../src/evidence/windows.ts');

const folder = mkdtempSync(join(tmpdir(), 'gracewatch-session-'));
afterAll(() => rmSync(folder, { recursive: true }));

function session(lines: readonly string[]) {
  const powershell = join(folder, 'powershell');
  writeFileSync(powershell, `#!/bin/sh\n${lines.join('\n')}\n`);
  chmodSync(powershell, 0o755);
  const places = windowsPlaces('win32', {});
  if (places === null) throw new Error('no places');
  return startSession({ ...places, powershell, system32: folder }, { servedAfter: null });
}

test('the reason stays that for which it was ended', async () => {
  const hanging = session(["echo '@A|0|P|i|1;'", 'exec sleep 600']);
  await hanging.reached('@A|');
  hanging.setDeadline(0);
  expect(await hanging.done).toMatchObject({ problem: 'timedOut', text: '@A|0|P|i|1;\n', errors: [] });

  const stopped = session(['exec sleep 600']);
  await Promise.all([stopped.stop(), stopped.stop()]);
  expect(await stopped.done).toMatchObject({ problem: 'stopped', text: '' });

  const flooding = session(["exec yes '0123456789012345678901234567890123456789012345678901234567890123456789'"]);
  expect((await flooding.done).problem).toBe('outputTooLarge');
});

test('one that has ended by itself keeps that end', async () => {
  expect(await session(['exit 3']).done).toMatchObject({ problem: 'powershellEnded', text: '' });
});
