/**
 * What gracewatch adds to the PowerShell that it asks: `gracewatch check` of a live machine, bundled and as a whole
 * process, against the same engine with the same script alone; in turns, in one run. And what it costs against bare Node.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { endMark, LockdownPowerShell } from '../../src/evidence/powershell/lockdownPowerShell.ts';
import { asBlock, readScript } from '../../src/evidence/powershell/script.ts';
import type { WindowsPlaces } from '../../src/evidence/windows.ts';
import { bundlePrograms } from './liveBundle.ts';
import { makeLiveMachine } from './liveMachine.ts';
import { type Cost, type Notes, noteFacts, now } from './liveNotes.ts';
import type { Given } from './liveWindows.ts';
import { median, print } from './print.ts';

const rounds = 11;
/** An engine that gracewatch no longer waits for must not run into the next measurement. */
const engineEndsMs = 5000;

/** Milliseconds since the process was started. */
interface Alone {
  readonly firstFact: number;
  readonly lastFact: number;
  readonly ended: number;
}
interface Ours extends Alone {
  readonly entered: number;
  readonly engineStarted: number;
  readonly answered: number;
  readonly cost: Cost;
}
interface Round {
  readonly alone: Alone;
  readonly ours: Ours;
  readonly withoutSlmgr: Ours;
  readonly bare: Cost;
}

async function untilExit(child: ChildProcess): Promise<void> {
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`${child.spawnargs.join(' ')} ended with ${code}`);
}

async function measureAlone(places: WindowsPlaces): Promise<Alone> {
  const begun = now();
  const notes = { firstFactAt: 0, lastFactAt: 0 };
  const shell = new LockdownPowerShell(places, null);
  noteFacts(shell.streams.stdout, endMark, notes);
  shell.streams.stderr.resume();
  shell.send(asBlock(readScript()));
  await untilExit(shell.child);
  return { firstFact: notes.firstFactAt - begun, lastFact: notes.lastFactAt - begun, ended: now() - begun };
}

/** Resolves when there is no such process. One whose end nobody takes note of stays in the list for ever. */
async function gone(pid: number): Promise<void> {
  for (const limit = now() + engineEndsMs; now() < limit; await delay(20)) {
    try {
      process.kill(pid, 0);
    } catch {
      return; // not an error: that it is gone is what was waited for
    }
  }
}

async function measureOurs(program: string, given: Given, slmgr: 'always' | 'never'): Promise<Ours> {
  const begun = now();
  const child = spawn(process.execPath, [program, 'check', '--format', 'nagios'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, BENCH_LIVE: JSON.stringify(given), GRACEWATCH_GATHER_SLMGR: slmgr },
  });
  let answeredAt = 0;
  child.stdout.once('data', () => {
    answeredAt = now();
  });
  const [said] = await Promise.all([text(child.stdout), untilExit(child)]);
  const ended = now() - begun;
  if (!said.startsWith('GRACEWATCH OK')) throw new Error(`gracewatch check of a healthy machine: ${said}`);
  const notes: Notes = JSON.parse(readFileSync(given.notesFile, 'utf8'));
  await gone(notes.enginePid);
  return {
    entered: notes.enteredAt - begun,
    engineStarted: notes.engineStartedAt - begun,
    firstFact: notes.firstFactAt - begun,
    lastFact: notes.lastFactAt - begun,
    answered: answeredAt - begun,
    ended,
    cost: notes,
  };
}

/** Milliseconds that a program takes as a whole process, and what it said. */
async function run(program: string, words: readonly string[]): Promise<{ ms: number; said: string }> {
  const begun = now();
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = await Promise.all([text(child.stdout), untilExit(child)]);
  return { ms: now() - begun, said };
}

function printRounds(all: readonly Round[], slmgrMs: number): void {
  const of = (figure: (round: Round) => number): number => median(all.map(figure));
  const alone = of((round) => round.alone.ended);
  const ratio = (ended: (round: Round) => number): string => of((one) => ended(one) / one.alone.ended).toFixed(2);
  const ms = (figure: (round: Round) => number): string => `${of(figure).toFixed(0)} ms`;
  const share = (figure: (round: Round) => number): string => `${((of(figure) / alone) * 100).toFixed(0)} %`;

  print(
    'live check, wall',
    `${ratio(({ ours }) => ours.ended)} × PowerShell alone (${ms(({ ours }) => ours.ended)} against ${alone.toFixed(0)} ms, ${all.length} pairs, load ${loadavg()[0]?.toFixed(1)})`,
  );
  print(
    '  without slmgr.vbs',
    `${ratio((one) => one.withoutSlmgr.ended)} × (its stand-in takes ${slmgrMs.toFixed(0)} ms)`,
  );
  print(
    '  shares of that wall',
    [
      `Node ready ${share(({ ours }) => ours.entered)}`,
      `PowerShell started ${share(({ ours }) => ours.engineStarted)}`,
      `first fact ${share(({ ours }) => ours.firstFact)} (alone ${share((one) => one.alone.firstFact)})`,
      `last fact ${share(({ ours }) => ours.lastFact)} (alone ${share((one) => one.alone.lastFact)})`,
      `answer ${share(({ ours }) => ours.answered)}`,
      `end ${share(({ ours }) => ours.ended)}`,
    ].join(', '),
  );
  const cost = (name: string, figure: (cost: Cost) => number, unit: string): void => {
    const times = of((one) => figure(one.ours.cost) / figure(one.bare)).toFixed(2);
    const figures = `${of((one) => figure(one.ours.cost)).toFixed(0)} against ${of((one) => figure(one.bare)).toFixed(0)}`;
    print(name, `${times} × bare Node (${figures} ${unit})`);
  };
  cost('live check, peak memory', ({ peakKb }) => peakKb / 1024, 'MB');
  cost('live check, processor time of its own', ({ processorMs }) => processorMs, 'ms');
}

export async function benchLive(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gracewatch-live-'));
  const machine = await makeLiveMachine();
  try {
    const { places } = machine;
    const programs = await bundlePrograms(folder);
    const given: Given = { places, endMark, notesFile: join(folder, 'notes.json') };
    const all: Round[] = [];
    const slmgrMs: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const begin = round % 2 === 0 ? await measureAlone(places) : null; // whoever is second finds the files warm
      const ours = await measureOurs(programs.main, given, 'always');
      const alone = begin ?? (await measureAlone(places));
      const withoutSlmgr = await measureOurs(programs.main, given, 'never');
      const bare: Cost = JSON.parse((await run(process.execPath, [programs.bare])).said);
      slmgrMs.push((await run(places.cscript, [])).ms);
      all.push({ alone, ours, withoutSlmgr, bare });
      const what = `${alone.ended.toFixed(0)} ms alone, ${ours.ended.toFixed(0)} ms ours`;
      process.stderr.write(`  live check: round ${round + 1} of ${rounds}: ${what}\n`);
    }
    printRounds(all, median(slmgrMs));
  } finally {
    await machine.close();
    rmSync(folder, { recursive: true });
  }
}

if (import.meta.main) await benchLive();
