/** A folder that stands for a Windows machine's drive C:, and the scripts under scripts/ run over it in the real engine. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { runEngine } from '../engine.ts';

const scripts = resolve(import.meta.dirname, '../../../scripts');
const doubles = join(import.meta.dirname, 'doubles.ps1');

export interface Ran {
  readonly exitCode: number | null;
  /** Lines a person reads, with their letters; verbose ones begin with VERBOSE:. */
  readonly told: readonly string[];
  /** Whatever changed something, in its order. */
  readonly calls: readonly string[];
  /** As the code page leaves it. */
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly mode?: 'FullLanguage' | 'ConstrainedLanguage';
  /** See doubles.ps1. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The script's own folder, where it is not scripts/. */
  readonly from?: string;
}

export class Sandbox implements Disposable {
  readonly drive = mkdtempSync(join(tmpdir(), 'gracewatch-c-'));

  constructor() {
    for (const folder of ['Windows/System32', 'ProgramData', 'Program Files/gracewatch']) this.folder(folder);
    this.write('C:\\Program Files\\gracewatch\\gracewatch.exe', 'program');
  }

  [Symbol.dispose](): void {
    rmSync(this.drive, { recursive: true, force: true });
  }

  /** `C:\a\b` → where it really is. */
  real(path: string): string {
    return join(this.drive, path.replace(/^C:\\/, '').replaceAll('\\', '/'));
  }

  folder(path: string): string {
    const real = this.real(path);
    mkdirSync(real, { recursive: true });
    return real;
  }

  write(path: string, content: unknown): string {
    mkdirSync(dirname(this.real(path)), { recursive: true });
    writeFileSync(this.real(path), typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  }

  has(path: string): boolean {
    return existsSync(this.real(path));
  }

  read(path: string): string {
    return readFileSync(this.real(path), 'utf8');
  }

  /** The XML of the one task that is registered; empty: none is. */
  get task(): string {
    return this.has('task.xml') ? this.read('task.xml') : '';
  }

  /** `words`: each as PowerShell text, so that a path with blanks needs its quotes. */
  async run(script: string, words: readonly string[] = [], options: RunOptions = {}): Promise<Ran> {
    const { mode = 'ConstrainedLanguage', environment = {}, from = scripts } = options;
    const [calls, told] = [join(this.drive, 'calls'), join(this.drive, 'told')];
    rmSync(calls, { force: true });
    rmSync(told, { force: true });
    const command = [
      `. '${doubles}'`,
      `$ExecutionContext.SessionState.LanguageMode = '${mode}'`,
      `& '${join(from, script)}' ${words.join(' ')}`,
      'exit $LASTEXITCODE',
    ];
    const { code, stdout, stderr } = await runEngine(['-NoProfile', '-Command', command.join('; ')], {
      environment: {
        SystemRoot: 'C:\\Windows',
        ProgramFiles: 'C:\\Program Files',
        ProgramData: 'C:\\ProgramData',
        PROCESSOR_ARCHITECTURE: 'AMD64',
        GW_TEST_DRIVE: this.drive,
        GW_TEST_CALLS: calls,
        GW_TEST_TOLD: told,
        GW_TEST_VERSION: '0.1.0',
        ...environment,
      },
    });
    return { exitCode: code, told: linesOf(told), calls: linesOf(calls), stdout, stderr };
  }
}

const linesOf = (file: string): string[] =>
  existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
