/**
 * A credential, a password and a whole product key are let into everything that is handed in. Then all commands run,
 * as talkative as they can be, and whatever came out or was written is searched: neither may be anywhere.
 */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, jest, test } from '@jest/globals';
import { evidenceFileOf } from '../agent/agents.ts';
import { temporaryFolder } from '../delivery/deliveries.ts';
import { type Ran, run } from '../support/world.ts';
import { begin, type Serving } from './serving.ts';

jest.setTimeout(60_000);

/** Put together here, as no file may hold a whole one. */
const productKey = ['CANRY', 'K3Y77', 'WHQXD', 'B9T4J', 'M2RV6'].join('-');
const keyCanary = productKey.slice(0, 11);
const passwordCanary = 'geheim-Kanarienvogel-93751';

const folder = temporaryFolder();
const [state, served, logs] = ['state', 'served', 'logs'].map((name) => join(folder, name)) as [string, string, string];
const store = join(served, 'store.sqlite');
for (const name of [state, served, logs]) mkdirSync(name);

let serving: Serving | null = null;
afterAll(async () => void (await serving?.stop()));

const outputs: { readonly what: string; readonly text: string }[] = [];
const keep = (what: string, { stdout, stderr }: Ran): void => void outputs.push({ what, text: stdout + stderr });

/** Every text of the evidence ends with the key; what is chosen by its value (ids, schemas, words) stays. */
function tainted(): string {
  const fixed =
    /^(schema|capturedAt|outcome|ID|ApplicationID|at|.*(At|Since|Date|Time|Expiry)|State|StartMode|cloud|version|Version)$/;
  const taint = (value: unknown, key: string): unknown => {
    if (typeof value === 'string' && !fixed.test(key)) return `${value} ${productKey}`;
    if (Array.isArray(value)) return value.map((one) => taint(one, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, taint(one, name)]));
  };
  const whole = taint(JSON.parse(readFileSync(evidenceFileOf('laptop-off-vpn-40-days'), 'utf8')), '') as {
    sources: { slmgr: { text: string }; cim: { error: string | null } };
  };
  whole.sources.slmgr.text += `\r\nProduct Key: ${productKey}\r\nUnheard of: ${productKey.toLowerCase()}\r\n`;
  whole.sources.cim.error = `0x80041010 ${productKey}`;
  return JSON.stringify(whole);
}

const evidence = join(folder, 'evidence.json');
writeFileSync(evidence, tainted());
const pasted = `Name: Windows(R), Professional edition\r\nLicense Status: Licensed\r\nProduct Key: ${productKey}\r\n`;

function filesUnder(place: string): string[] {
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .map((name) => join(place, name))
    .filter((name) => statSync(name).isFile());
}

test('neither credential nor password nor product key is in anything that comes out', async () => {
  const added = await run(['credential', 'add', '--role', 'admin', '--name', 'canary', '--store', store]);
  const credential = added.stdout.trim();
  const [, id = '', secretCanary = ''] = credential.split('.');
  expect(secretCanary).toHaveLength(43);
  outputs.push({ what: 'credential add, standard error', text: added.stderr });

  const config = join(folder, 'config.json');
  writeFileSync(
    config,
    JSON.stringify({
      collector: { credential },
      serve: { store, storePassword: passwordCanary },
      agent: { stateFolder: state },
      log: { level: 'debug', file: join(logs, 'collector.log') },
    }),
  );
  serving = begin(['serve', '--config', config, '--port', '0']);
  const [url = ''] = await serving.said(/http:\/\/127\.0\.0\.1:\d+/);
  const environment = {
    GRACEWATCH_COLLECTOR_CREDENTIAL: credential,
    GRACEWATCH_SERVE_STORE_PASSWORD: passwordCanary,
    GRACEWATCH_COLLECTOR_URL: url,
    GRACEWATCH_AGENT_STATE_FOLDER: state,
    GRACEWATCH_SERVE_STORE: store,
    GRACEWATCH_LOG_LEVEL: 'debug',
    GRACEWATCH_LOG_FILE: join(logs, 'commands.log'),
  };
  const commands = async (
    words: readonly string[],
    more: Record<string, string | undefined> = {},
    stdin = '',
  ): Promise<Ran> => {
    const given = Object.entries({ ...environment, ...more }).filter(
      (pair): pair is [string, string] => pair[1] !== undefined,
    );
    const ran = await run(words, { environment: Object.fromEntries(given), stdin });
    keep(words.join(' '), ran);
    return ran;
  };
  const toStderr = { GRACEWATCH_LOG_FILE: undefined };

  for (const lang of ['en', 'ja']) {
    for (const format of ['text', 'json', 'nagios']) {
      await commands(['check', '--evidence', evidence, '--format', format, '--lang', lang], toStderr);
      await commands(['explain', '--format', format, '--lang', lang], toStderr, pasted);
    }
    expect(await commands(['run', '--once', '--evidence', evidence, '--lang', lang])).toMatchObject({
      exitCode: 0,
      stderr: '',
    });
    await commands(['config', '--lang', lang]);
    await commands(['config', '--format', 'json', '--lang', lang], toStderr);
    for (const question of ['summary', 'expiring', 'overdue', 'silent', 'machine canry']) {
      await commands(['fleet', ...question.split(' '), '--lang', lang], toStderr);
    }
  }
  // What goes wrong is what is logged in full.
  const spooled = { GRACEWATCH_AGENT_STATE_FOLDER: join(state, 'kept') };
  const wrong = `${credential.slice(0, -4)}AAAA`;
  await commands(['run', '--once', '--evidence', evidence], { ...spooled, GRACEWATCH_COLLECTOR_CREDENTIAL: wrong });
  await commands(['run', '--once', '--evidence', evidence], {
    ...spooled,
    GRACEWATCH_COLLECTOR_CREDENTIAL: wrong,
    ...toStderr,
  });
  await commands(['fleet', 'summary'], { GRACEWATCH_COLLECTOR_CREDENTIAL: wrong, ...toStderr });
  await commands(['config'], { GRACEWATCH_COLLECTOR_CREDENTIALS: credential });
  await commands(['config'], { GRACEWATCH_COLLECTOR_DEADLINE_MS: credential });
  await commands(['check', '--evidence', productKey]);
  expect(readdirSync(join(state, 'kept/spool/pending')).length).toBe(2);

  const ask = async (path: string, init: RequestInit = {}): Promise<string> => {
    const headers = { authorization: `Bearer ${credential}`, 'content-type': 'application/json' };
    const text = await (await fetch(url + path, { headers, ...init })).text();
    outputs.push({ what: path, text });
    return text;
  };
  const { machines } = JSON.parse(await ask('/v1/machines')) as { machines: { id: string }[] };
  expect(machines).toHaveLength(1);
  const machine = `/v1/machines/${machines[0]?.id}`;
  const detail = await ask(machine);
  expect(detail).toContain('XXXXX-M2RV6'); // it was there, and was masked
  for (const path of [`${machine}/history`, '/metrics', '/openapi.json', '/healthz', '/readyz', '/', '/v1/nothing']) {
    await ask(path);
  }
  for (const question of ['summary', 'expiry', 'overdue', 'silent']) await ask(`/v1/questions/${question}`);
  await ask('/v1/deliveries', { method: 'POST', body: JSON.stringify([{ schema: productKey, id: passwordCanary }]) });
  await ask('/v1/deliveries', { method: 'POST', body: `{"${productKey}": ` });
  await ask(`/v1/machines?severity=${productKey}&limit=${passwordCanary}`);
  await ask('/v1/session', { method: 'POST', body: JSON.stringify({ credential }) });
  await ask('/v1/session', { method: 'POST', body: JSON.stringify({ credential: passwordCanary }) });

  const backup = join(served, 'backup.sqlite');
  expect((await commands(['backup', backup])).exitCode).toBe(0);
  await commands(['credential', 'list']);
  keep('serve', await serving.stop());
  expect((await commands(['restore', backup])).exitCode).toBe(0);
  await commands(['credential', 'revoke', id]);

  const places = [state, served, logs].flatMap(filesUnder);
  expect(places.filter((name) => name.endsWith('.log'))).toHaveLength(2);
  expect(readFileSync(join(logs, 'commands.log'), 'utf8')).toContain('"message":"not everything was delivered"');
  const written = places.map((name) => ({ what: name.slice(folder.length), text: readFileSync(name, 'latin1') }));
  const all = [...outputs, ...written];
  for (const canary of [secretCanary, passwordCanary]) {
    expect(all.filter(({ text }) => text.includes(canary)).map(({ what }) => what)).toEqual([]);
  }
  // The one command that was given a key as a file's name says that name back, to whoever typed it.
  const typed = `check --evidence ${productKey}`;
  const holding = all.filter(({ what, text }) => what !== typed && text.toUpperCase().includes(keyCanary));
  expect(holding.map(({ what }) => what)).toEqual([]);
});
