/** config/agent.example.json and collector.example.json: what an administrator copies is taken by the program as it stands. */
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { settingsSchema } from '../../src/commands/settings.ts';
import { run } from '../support/world.ts';

const config = resolve(import.meta.dirname, '../../config');
const example = (name: string) => JSON.parse(readFileSync(join(config, `${name}.example.json`), 'utf8'));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'gracewatch-'));
  copyFileSync(join(config, 'policy.example.json'), join(folder, 'policy.json'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe.each([
  ['agent', ['language', 'timeZone', 'policy', 'collector', 'spool', 'agent', 'gather', 'log']],
  ['collector', ['language', 'timeZone', 'policy', 'serve', 'log']],
])('%s.example.json', (name, parts) => {
  test('holds what its program reads, whole, and nothing else', () => {
    const document = example(name);
    expect(Object.keys(document)).toEqual(parts);
    expect(settingsSchema.safeParse(document).error).toBeUndefined();
    expect(settingsSchema.safeParse({ ...document, logs: {} }).success).toBe(false);

    const shape = settingsSchema.parse({});
    for (const [part, values] of Object.entries(document)) {
      if (typeof values !== 'object' || values === null) continue;
      const known = Object.keys(shape[part as keyof typeof shape] ?? {});
      // A credential stands in no example: it would be copied.
      expect([part, Object.keys(values)]).toEqual([part, known.filter((key) => key !== 'credential')]);
    }
  });

  test('is taken by the program, its policy beside it', async () => {
    const file = join(folder, `${name}.json`);
    writeFileSync(file, JSON.stringify(example(name)));
    // Here a path of Windows would be a file beside the project.
    const environment = { GRACEWATCH_LOG_FILE: join(folder, 'gracewatch.log') };
    const { exitCode, stdout, stderr } = await run(['config', '--format', 'json', '--config', file], { environment });
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout).settings).toContainEqual(
      expect.objectContaining({ path: 'log.level', value: 'info', origin: 'file' }),
    );
  });
});

test('an agent goes to its collector by TLS, and keeps everything where the installer gives it rights', () => {
  const { collector, agent, log } = example('agent');
  expect(collector.url).toMatch(/^https:/);
  expect(agent.stateFolder).toBe('C:\\ProgramData\\gracewatch\\agent');
  expect(log.file).toMatch(/^C:\\ProgramData\\gracewatch\\logs\\/);
});
