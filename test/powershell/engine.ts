/**
 * PowerShell's real engine with doubles of the cmdlets that ask Windows (./host, C#): built where its sources have
 * changed, and run as powershell.exe would be. Several test files may ask for it at the same time.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const host = join(import.meta.dirname, 'host');
const built = join(host, 'bin', 'engine');
const stamp = join(built, 'built-from');
const lock = join(host, 'bin', 'building');
const buildMs = 5 * 60_000;

/** Environment variables that set what the engine is like; ./host/Settings.cs. */
export interface EngineSettings {
  readonly GW_TEST_LANGUAGE?: 'Constrained';
  /** Path of a file that holds what machineFileOf() gives. */
  readonly GW_TEST_MACHINE?: string;
  /** Columns at which lines are broken. */
  readonly GW_TEST_WRAP?: string;
  /** ./host/Faults.cs; several are separated by commas. */
  readonly GW_TEST_FAULT?: string;
  readonly GW_TEST_PIDFILE?: string;
}

export interface EngineRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Path of the engine, a stand-in for powershell.exe; built first where its sources differ from what it was built from. */
export function buildEngine(): string {
  const sources = digestOfSources();
  if (!isBuilt(sources)) {
    using _lock = takeLock();
    // Whoever held the lock may have built it.
    if (!isBuilt(sources)) publish(sources);
  }
  return join(built, process.platform === 'win32' ? 'engine.exe' : 'engine');
}

/** Runs the engine to its end. `input`: what it reads on standard input, which then ends. */
export async function runEngine(
  args: readonly string[],
  { input = '', settings = {}, environment = {}, engine = buildEngine() }: RunOptions = {},
): Promise<EngineRun> {
  const child = spawn(engine, args, {
    env: { ...process.env, ...environment, ...settings },
    signal: AbortSignal.timeout(50_000),
  });
  // An engine that dies does not read all of it; how it ended is what the test looks at.
  child.stdin.on('error', () => {}).end(input);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve(code));
  });
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, stdout, stderr };
}

export interface RunOptions {
  readonly input?: string;
  readonly settings?: EngineSettings;
  readonly environment?: Readonly<Record<string, string>>;
  /** Default: the one that is built. */
  readonly engine?: string;
}

function publish(sources: string): void {
  const args = ['publish', '--use-current-runtime', '--configuration', 'Release', '--output', built, '--nologo'];
  // No build server stays behind: a test run ends with what it started.
  const { status, stdout, stderr, error } = spawnSync('dotnet', [...args, '--disable-build-servers'], {
    cwd: host,
    encoding: 'utf8',
    timeout: buildMs,
    env: {
      ...process.env,
      DOTNET_CLI_TELEMETRY_OPTOUT: '1',
      DOTNET_NOLOGO: '1',
      DOTNET_SKIP_FIRST_TIME_EXPERIENCE: '1',
      DOTNET_GENERATE_ASPNET_CERTIFICATE: 'false',
      MSBUILDDISABLENODEREUSE: '1',
    },
  });
  if (error) throw new Error('The PowerShell engine for tests needs the .NET SDK (dotnet)', { cause: error });
  if (status !== 0) throw new Error(`The PowerShell engine for tests was not built:\n${stdout}${stderr}`);
  writeFileSync(stamp, sources);
}

function digestOfSources(): string {
  const digest = createHash('sha256');
  for (const folder of [host, join(host, 'doubles')]) {
    const names = readdirSync(folder).filter((name) => /\.(cs|csproj)$/.test(name));
    for (const name of names.sort()) digest.update(`${name}\0`).update(readFileSync(join(folder, name)));
  }
  return digest.digest('hex');
}

function isBuilt(sources: string): boolean {
  try {
    return readFileSync(stamp, 'utf8') === sources;
  } catch {
    return false;
  }
}

/** A folder can be made only once. One that its maker has left behind is older than any build takes. */
function takeLock(): Disposable {
  mkdirSync(join(host, 'bin'), { recursive: true });
  while (!tryLock()) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  return { [Symbol.dispose]: () => rmSync(lock, { recursive: true, force: true }) };
}

function tryLock(): boolean {
  const made = mkdirSync(lock, { recursive: true }) !== undefined;
  if (!made && isAbandoned()) rmSync(lock, { recursive: true, force: true });
  return made;
}

function isAbandoned(): boolean {
  const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  return age > buildMs + 10_000;
}
