/**
 * The scripts under scripts/ in PowerShell's real engine, in Constrained Language Mode where nothing else is said, over a
 * folder that stands for drive C: and doubles of the cmdlets that the engine lacks here (windows/doubles.ps1).
 */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { complaintsAbout, textOf } from '../deployment/taskXml.ts';
import { type RunOptions, Sandbox } from './windows/sandbox.ts';

const root = resolve(import.meta.dirname, '../..');
const url = 'https://gracewatch.corp.example';
const withUrl = ['-CollectorUrl', url];
const data = 'C:\\ProgramData\\gracewatch';
const config = `${data}\\config.json`;
const exe = 'C:\\Program Files\\gracewatch\\gracewatch.exe';
const task = '\\gracewatch\\gracewatch';

const install = 'Install-Gracewatch.ps1';
const uninstall = 'Uninstall-Gracewatch.ps1';
const detect = 'Test-Gracewatch.ps1';

async function installed(sandbox: Sandbox): Promise<void> {
  const { exitCode, stderr } = await sandbox.run(install, withUrl);
  expect([exitCode, stderr]).toEqual([0, '']);
}

test('the session is constrained: else nothing below would prove anything', async () => {
  using sandbox = new Sandbox();
  const folder = sandbox.folder('probe');
  writeFileSync(join(folder, 'probe.ps1'), "$null = [Environment]::GetEnvironmentVariable('a'); 'not refused'; exit 0");
  const constrained = await sandbox.run('probe.ps1', [], { from: folder });
  expect(constrained.stderr).toContain('MethodInvocationNotSupportedInConstrainedLanguage');
  const full = await sandbox.run('probe.ps1', [], { from: folder, mode: 'FullLanguage' });
  expect(full).toMatchObject({ exitCode: 0, stdout: 'not refused\r\n', stderr: '' });
});

describe('Install-Gracewatch', () => {
  const steps = (account: readonly string[]): string[] => [
    `New-Item ${data}`,
    `icacls ${data} /setowner *S-1-5-32-544 /Q`,
    `icacls ${data} /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F /Q`,
    `icacls ${data} ${account[0]} /Q`,
    `New-Item ${data}\\agent`,
    `icacls ${data}\\agent ${account[1]} /Q`,
    `New-Item ${data}\\logs`,
    `icacls ${data}\\logs ${account[1]} /Q`,
    `Set-Content ${config}.new`,
    `icacls ${config}.new ${account[2]} /Q`,
    `gracewatch config --config ${config}.new`,
    `Move-Item ${config}.new ${config}`,
    `Register-ScheduledTask ${task}`,
  ];

  test.each(['FullLanguage', 'ConstrainedLanguage'] as const)(
    '%s: folder, rights, configuration, task',
    async (mode) => {
      using sandbox = new Sandbox();
      const { exitCode, told, calls, stderr } = await sandbox.run(install, withUrl, { mode });
      expect([exitCode, stderr]).toEqual([0, '']);
      expect(calls).toEqual(steps(Array(3).fill('/remove:g *S-1-5-19')));
      expect(told).toHaveLength(4);
      expect(JSON.parse(sandbox.read(config))).toEqual({
        collector: { url },
        log: { file: `${data}\\logs\\gracewatch.log` },
      });
      expect(await complaintsAbout(sandbox.task)).toEqual([]);
      expect(textOf(sandbox.task, 'Command').replaceAll('&quot;', '"')).toBe(`"${exe}"`);
      expect(textOf(sandbox.task, 'UserId')).toBe('S-1-5-18');
    },
  );

  test('LOCAL SERVICE gets what it needs, by number, and users nothing', async () => {
    using sandbox = new Sandbox();
    const { calls } = await sandbox.run(install, [...withUrl, '-Account', 'LocalService']);
    const grant = '/grant:r *S-1-5-19:';
    expect(calls).toEqual(steps([`${grant}(RX)`, `${grant}(OI)(CI)M`, `${grant}R`]));
    expect(textOf(sandbox.task, 'UserId')).toBe('S-1-5-19');
    // Users, Authenticated Users, Everyone.
    expect(calls.join('\n')).not.toMatch(/S-1-5-32-545|S-1-5-11|S-1-1-0/);
  });

  test('-WhatIf changes nothing, and tells each step', async () => {
    using sandbox = new Sandbox();
    sandbox.write('C:\\policy.json', {});
    const words = [...withUrl, '-Policy', 'C:\\policy.json', '-WhatIf'];
    const { exitCode, told, calls } = await sandbox.run(install, words);
    expect([exitCode, calls]).toEqual([0, []]);
    expect(told).toHaveLength(4);
    for (const line of told) expect(line).toMatch(/^What if: /);
    expect([sandbox.has(data), sandbox.task]).toEqual([false, '']);
  });

  test.each([
    ['en', 'deployment.md'],
    ['ja', 'deployment.ja.md'],
  ])('-WhatIf in %s tells what docs/%s shows', async (language, page) => {
    using sandbox = new Sandbox();
    const from = sandbox.folder('package');
    cpSync(join(root, 'scripts'), from, { recursive: true });
    cpSync(join(root, 'config/scheduled-task.xml'), join(from, 'scheduled-task.xml'));
    writeFileSync(join(from, 'gracewatch.exe'), 'program');
    sandbox.write('C:\\policy.json', {});
    const words = [...withUrl, '-Policy', 'C:\\policy.json', '-WhatIf', '-Language', language];
    const { told } = await sandbox.run(install, words, { from });
    const shown = readFileSync(join(root, 'docs', page), 'utf8').split('\n');
    expect(shown.filter((line) => /^ {4}What ?[iI]f: /.test(line)).map((line) => line.slice(4))).toEqual(told);
  });

  test('twice is once: what is there stays, nothing is made again', async () => {
    using sandbox = new Sandbox();
    await installed(sandbox);
    const [first, firstTask] = [sandbox.read(config), sandbox.task];
    // The second time no address is named: it is in the configuration.
    const { exitCode, calls } = await sandbox.run(install);
    expect(exitCode).toBe(0);
    expect(calls.filter((line) => line.startsWith('New-Item'))).toEqual([]);
    expect(calls.at(-1)).toBe(`Register-ScheduledTask ${task}`);
    expect([sandbox.read(config), sandbox.task]).toEqual([first, firstTask]);
  });

  test('keys: those of the file over those that are there, parameters over both, and the credential shown to nobody', async () => {
    using sandbox = new Sandbox();
    sandbox.write(config, {
      language: 'ja',
      collector: { url: 'https://old.example', credential: 'old', deadlineMs: 1000 },
      spool: { maxMegabytes: 7 },
      log: { level: 'debug', file: 'C:\\elsewhere.log' },
    });
    sandbox.write('C:\\agent.json', {
      collector: { url: 'https://file.example' },
      agent: { everyHours: 12 },
      timeZone: '東京 "<&',
    });
    sandbox.write('C:\\credential.txt', 'S3cret.of-this_machine  \r\nsecond line\r\n');
    sandbox.write('C:\\my policy.json', { silent: { days: 30 } });
    const words = [
      '-ConfigFile',
      'C:\\agent.json',
      '-CredentialFile',
      'C:\\credential.txt',
      '-Policy',
      "'C:\\my policy.json'",
    ];
    const { exitCode, told, calls, stdout, stderr } = await sandbox.run(install, [...withUrl, ...words]);
    expect([exitCode, stderr, told.at(-1)]).toEqual([0, '', expect.stringMatching(/^Installed/)]);
    expect(JSON.parse(sandbox.read(config))).toEqual({
      language: 'ja',
      collector: { url, credential: 'S3cret.of-this_machine', deadlineMs: 1000 },
      spool: { maxMegabytes: 7 },
      log: { level: 'debug', file: 'C:\\elsewhere.log' },
      agent: { everyHours: 12 },
      timeZone: '東京 "<&',
      policy: 'policy.json',
    });
    expect(readFileSync(sandbox.real(config)).every((byte) => byte < 0x80)).toBe(true);
    expect(JSON.parse(sandbox.read(`${data}\\policy.json`))).toEqual({ silent: { days: 30 } });
    expect([...told, ...calls, stdout].join('\n')).not.toMatch(/S3cret/);
  });

  test('a program that lies beside it is copied, once a run that goes on is stopped', async () => {
    using sandbox = new Sandbox();
    await installed(sandbox);
    const from = sandbox.folder('package');
    cpSync(join(root, 'scripts'), from, { recursive: true });
    cpSync(join(root, 'config/scheduled-task.xml'), join(from, 'scheduled-task.xml'));
    writeFileSync(join(from, 'gracewatch.exe'), 'newer program');
    const { exitCode, calls } = await sandbox.run(install, [], { from });
    expect(exitCode).toBe(0);
    const stopped = calls.indexOf(`Stop-ScheduledTask ${task}`);
    expect(stopped).toBeGreaterThan(0);
    expect(calls[stopped + 1]).toMatch(/^Copy-Item .*gracewatch\.exe C:\\Program Files\\gracewatch\\gracewatch\.exe$/);
    expect(sandbox.read(exe)).toBe('newer program');
  });

  test('another folder, name and time of day go into the task, as XML', async () => {
    using sandbox = new Sandbox();
    sandbox.write('C:\\Program Files\\A & B\\gracewatch.exe', 'program');
    const words = [
      '-ProgramFolder',
      "'C:\\Program Files\\A & B'",
      '-TaskName',
      "'\\Corp & Co\\agent'",
      '-DailyAt',
      '12:30',
    ];
    const { exitCode } = await sandbox.run(install, [...withUrl, ...words]);
    expect(exitCode).toBe(0);
    expect(await complaintsAbout(sandbox.task)).toEqual([]);
    expect(textOf(sandbox.task, 'URI')).toBe('\\Corp & Co\\agent');
    expect(textOf(sandbox.task, 'Command')).toBe('"C:\\Program Files\\A & B\\gracewatch.exe"');
    expect(textOf(sandbox.task, 'StartBoundary')).toBe('2026-01-01T12:30:00');
  });

  const refusals: [string, readonly string[], RunOptions['environment'], RegExp, ((sandbox: Sandbox) => void)?][] = [
    ['without elevation', withUrl, { GW_TEST_ELEVATED: '0' }, /elevated PowerShell/],
    [
      'in a 32-bit PowerShell',
      withUrl,
      { PROCESSOR_ARCHITECTURE: 'x86', PROCESSOR_ARCHITEW6432: 'AMD64' },
      /Sysnative/,
    ],
    [
      'a program where users may write',
      [...withUrl, '-ProgramFolder', 'C:\\Users\\Public\\gracewatch'],
      {},
      /below C:\\Program Files/,
    ],
    [
      'a way out of Program Files',
      [...withUrl, '-ProgramFolder', "'C:\\Program Files\\..\\Users'"],
      {},
      /below C:\\Program Files/,
    ],
    [
      'no program',
      [...withUrl, '-ProgramFolder', "'C:\\Program Files\\none'"],
      {},
      /no gracewatch\.exe, neither as C:\\Program Files\\none/,
    ],
    ['no collector', [], {}, /-CollectorUrl/],
    ['an address with a path', ['-CollectorUrl', `${url}/v1`], {}, /without a path/],
    ['an address that is none', ['-CollectorUrl', 'gracewatch.corp.example'], {}, /must be http/],
    ['a file that is not there', ['-ConfigFile', 'C:\\none.json'], {}, /C:\\none\.json: there is no such file/],
    [
      'a file that is no JSON',
      ['-ConfigFile', 'C:\\broken.json'],
      {},
      /is no JSON object/,
      (it) => it.write('C:\\broken.json', '{'),
    ],
    [
      'a file that is only a list',
      ['-ConfigFile', 'C:\\list.json'],
      {},
      /is no JSON object/,
      (it) => it.write('C:\\list.json', '[{}]'),
    ],
    [
      'a policy that is no JSON',
      [...withUrl, '-Policy', 'C:\\p.json'],
      {},
      /is no JSON object/,
      (it) => it.write('C:\\p.json', '{'),
    ],
    [
      'an empty credential',
      [...withUrl, '-CredentialFile', 'C:\\c.txt'],
      {},
      /no credential/,
      (it) => it.write('C:\\c.txt', '\r\nx'),
    ],
    [
      'a folder that a user made',
      withUrl,
      { GW_TEST_OWNERS: `${data}=S-1-5-21-1-2-3-1001` },
      /belongs to S-1-5-21-1-2-3-1001/,
      (it) => it.folder(data),
    ],
    ['a folder of LOCAL SERVICE', withUrl, { GW_TEST_OWNERS: `${data}=LS` }, /belongs to LS/, (it) => it.folder(data)],
    [
      'a file that a user put in',
      withUrl,
      { GW_TEST_OWNERS: `${data}\\agent\\x.json=S-1-5-21-1-2-3-1001` },
      /agent\\x\.json: belongs/,
      (it) => it.write(`${data}\\agent\\x.json`, {}),
    ],
    ['a link in place of the folder', withUrl, { GW_TEST_LINKS: data }, /is a link/, (it) => it.folder(data)],
    [
      'a configuration there that is no JSON',
      withUrl,
      {},
      /config\.json: is no JSON object/,
      (it) => it.write(config, '{'),
    ],
  ];
  test.each(refusals)(
    'refuses %s, with one line, before anything is changed',
    async (_, words, environment = {}, line, prepare) => {
      using sandbox = new Sandbox();
      prepare?.(sandbox);
      const { exitCode, told, calls, stderr } = await sandbox.run(install, words, { environment });
      expect([exitCode, calls, stderr]).toEqual([2, [], '']);
      expect(told).toHaveLength(1);
      expect(told[0]).toMatch(/^gracewatch: /);
      expect(told[0]).toMatch(line);
    },
  );

  test("an agent's own files, of LOCAL SERVICE, are no stranger's", async () => {
    using sandbox = new Sandbox();
    sandbox.write(`${data}\\agent\\sequence`, '7\n');
    const environment = { GW_TEST_OWNERS: `${data}\\agent\\sequence=LS` };
    expect((await sandbox.run(install, withUrl, { environment })).exitCode).toBe(0);
  });

  test('a template that was changed is not guessed at', async () => {
    using sandbox = new Sandbox();
    const from = sandbox.folder('package');
    cpSync(join(root, 'scripts'), from, { recursive: true });
    const xml = readFileSync(join(root, 'config/scheduled-task.xml'), 'utf8');
    writeFileSync(join(from, 'scheduled-task.xml'), xml.replace('S-1-5-18', 'S-1-5-20'));
    const { exitCode, told, calls } = await sandbox.run(install, [...withUrl, '-Account', 'LocalService'], { from });
    expect([exitCode, calls]).toEqual([2, []]);
    expect(told.join()).toContain('<UserId>S-1-5-18<');
  });

  test('an address without TLS is taken with a warning, one of this computer without', async () => {
    using sandbox = new Sandbox();
    const { exitCode, told } = await sandbox.run(install, ['-CollectorUrl', 'http://collector.corp.example:8787']);
    expect([exitCode, told[0]]).toEqual([0, expect.stringContaining('has no TLS')]);
    const local = await sandbox.run(install, ['-CollectorUrl', 'http://127.0.0.1:8787']);
    expect(local.told.join()).not.toContain('TLS');
  });

  test('a collector that is null: everything stays in the spool', async () => {
    using sandbox = new Sandbox();
    sandbox.write('C:\\agent.json', { collector: { url: null } });
    expect((await sandbox.run(install, ['-ConfigFile', 'C:\\agent.json'])).exitCode).toBe(0);
    expect(JSON.parse(sandbox.read(config)).collector).toEqual({ url: null });
  });

  describe('a step that fails ends it with 1 and one line', () => {
    test('rights that cannot be set', async () => {
      using sandbox = new Sandbox();
      const { exitCode, told, calls } = await sandbox.run(install, withUrl, {
        environment: { GW_TEST_ICACLS: 'inheritance' },
      });
      expect([exitCode, told.at(-1)]).toEqual([1, `gracewatch: icacls.exe failed for ${data} (exit code 5).`]);
      expect(calls.some((line) => /Set-Content|Register/.test(line))).toBe(false);
    });

    test('somebody puts something in before the folder is closed', async () => {
      using sandbox = new Sandbox();
      const planted = `${data}\\agent`;
      const environment = { GW_TEST_PLANT: planted, GW_TEST_OWNERS: `${planted}=S-1-5-21-1-2-3-1001` };
      const { exitCode, told, calls } = await sandbox.run(install, withUrl, { environment });
      expect([exitCode, told.at(-1)]).toEqual([
        1,
        expect.stringContaining(`${planted}: belongs to S-1-5-21-1-2-3-1001`),
      ]);
      expect(calls.some((line) => /Set-Content|Register/.test(line))).toBe(false);
    });

    test('a configuration that the program refuses: the old one stays', async () => {
      using sandbox = new Sandbox();
      await installed(sandbox);
      const before = sandbox.read(config);
      const words = ['-CollectorUrl', 'https://new.example'];
      const { exitCode, told, calls } = await sandbox.run(install, words, {
        environment: { GW_TEST_CONFIG_FAULT: '1' },
      });
      expect([exitCode, told.at(-1)]).toEqual([1, expect.stringContaining('refuses the configuration (exit code 3)')]);
      expect([sandbox.read(config), sandbox.has(`${config}.new`)]).toEqual([before, false]);
      expect(calls.some((line) => line.startsWith('Register'))).toBe(false);
    });

    test('a task that cannot be registered', async () => {
      using sandbox = new Sandbox();
      const { exitCode, told } = await sandbox.run(install, withUrl, { environment: { GW_TEST_FAIL: '^Register' } });
      expect([exitCode, told.at(-1)]).toEqual([1, expect.stringMatching(/^gracewatch: The step failed: no: Register/)]);
    });
  });
});

describe('Uninstall-Gracewatch', () => {
  test('removes the task, and says what it leaves', async () => {
    using sandbox = new Sandbox();
    await installed(sandbox);
    const { exitCode, told, calls, stderr } = await sandbox.run(uninstall);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(calls).toEqual([`Stop-ScheduledTask ${task}`, `Unregister-ScheduledTask ${task}`]);
    expect(told.slice(1)).toEqual([
      expect.stringContaining(`Left here: the program ${exe}`),
      expect.stringContaining(data),
    ]);
    expect([sandbox.task, sandbox.has(config), sandbox.has(exe)]).toEqual(['', true, true]);
  });

  test('-Purge removes program and data too', async () => {
    using sandbox = new Sandbox();
    await installed(sandbox);
    const { exitCode } = await sandbox.run(uninstall, ['-Purge']);
    expect(exitCode).toBe(0);
    expect([sandbox.task, sandbox.has(data), sandbox.has(exe)]).toEqual(['', false, false]);
    expect(sandbox.has('C:\\Program Files\\gracewatch')).toBe(false);
  });

  test('-Purge refuses a data folder that a user owns, or put something into, before anything is changed', async () => {
    for (const owned of [data, `${data}\\agent\\x.json`]) {
      using sandbox = new Sandbox();
      await installed(sandbox);
      sandbox.write(`${data}\\agent\\x.json`, {});
      const environment = { GW_TEST_OWNERS: `${owned}=S-1-5-21-1-2-3-1001` };
      const { exitCode, told, calls } = await sandbox.run(uninstall, ['-Purge'], { environment });
      expect([exitCode, calls]).toEqual([2, []]);
      expect(told.at(-1)).toContain('belongs to S-1-5-21-1-2-3-1001');
      expect([sandbox.has(data), sandbox.has(exe)]).toEqual([true, true]);
    }
  });

  test('-Purge leaves a program folder in which something else is', async () => {
    using sandbox = new Sandbox();
    const other = sandbox.write('C:\\Program Files\\gracewatch\\other.txt', 'other');
    expect((await sandbox.run(uninstall, ['-Purge'])).exitCode).toBe(0);
    expect([sandbox.has(exe), sandbox.has(other)]).toEqual([false, true]);
  });

  test('-WhatIf changes nothing, and tells each step', async () => {
    using sandbox = new Sandbox();
    await installed(sandbox);
    const { exitCode, told, calls } = await sandbox.run(uninstall, ['-Purge', '-WhatIf']);
    expect([exitCode, calls]).toEqual([0, []]);
    expect(told).toHaveLength(3);
    for (const line of told) expect(line).toMatch(/^What if: /);
    expect([sandbox.task !== '', sandbox.has(config), sandbox.has(exe)]).toEqual([true, true, true]);
  });

  test('nothing there to remove is no error', async () => {
    using sandbox = new Sandbox();
    const { exitCode, told, calls } = await sandbox.run(uninstall);
    expect([exitCode, calls]).toEqual([0, []]);
    expect(told[0]).toBe(`There is no scheduled task ${task}.`);
  });

  test('-Purge goes through no link', async () => {
    using sandbox = new Sandbox();
    await installed(sandbox);
    const link = `${data}\\agent`;
    const { exitCode, told, calls } = await sandbox.run(uninstall, ['-Purge'], {
      environment: { GW_TEST_LINKS: link },
    });
    expect([exitCode, calls]).toEqual([2, []]);
    expect(told).toEqual([expect.stringContaining(`${link}: is a link`)]);
  });

  test('needs elevation', async () => {
    using sandbox = new Sandbox();
    const { exitCode, calls } = await sandbox.run(uninstall, [], { environment: { GW_TEST_ELEVATED: '0' } });
    expect([exitCode, calls]).toEqual([2, []]);
  });
});

describe('Test-Gracewatch', () => {
  test.each(['FullLanguage', 'ConstrainedLanguage'] as const)('%s: installed is 0 and one line', async (mode) => {
    using sandbox = new Sandbox();
    await installed(sandbox);
    const words = ['-MinimumVersion', '0.1.0', '-Verbose'];
    expect(await sandbox.run(detect, words, { mode })).toEqual({
      exitCode: 0,
      told: [],
      calls: [],
      stdout: 'gracewatch 0.1.0\r\n',
      stderr: '',
    });
  });

  const missing: [string, readonly string[], RunOptions['environment'], string, ((sandbox: Sandbox) => void)?][] = [
    [
      'no program',
      ['-ProgramFolder', "'C:\\Program Files\\none'"],
      {},
      'Not installed: C:\\Program Files\\none\\gracewatch.exe is not there.',
    ],
    ['too old a program', ['-MinimumVersion', '0.1.1'], {}, 'Version 0.1.0 is older than 0.1.1.'],
    [
      '0.9 after 0.10',
      ['-MinimumVersion', '0.10.0'],
      { GW_TEST_VERSION: '0.9.0' },
      'Version 0.9.0 is older than 0.10.0.',
    ],
    ['a program that tells no version', [], { GW_TEST_VERSION: 'oops' }, `${exe} does not tell its version.`],
    ['no task', ['-TaskName', '\\gracewatch\\other'], {}, 'There is no scheduled task \\gracewatch\\other.'],
    [
      'a disabled task',
      [],
      {},
      `The scheduled task ${task} is disabled.`,
      (it) => it.write('task.xml', it.task.replace('<Enabled>true', '<Enabled>false')),
    ],
    [
      'no configuration',
      [],
      { ProgramData: 'C:\\Elsewhere' },
      'The configuration C:\\Elsewhere\\gracewatch\\config.json cannot be read.',
    ],
    ['a broken configuration', [], {}, `The configuration ${config} cannot be read.`, (it) => it.write(config, '{')],
  ];
  test.each(missing)(
    '%s is 1 without a word; -Verbose tells why',
    async (_, words, environment = {}, reason, spoil) => {
      using sandbox = new Sandbox();
      await installed(sandbox);
      spoil?.(sandbox);
      const nothing = { calls: [], stdout: '', stderr: '' };
      expect(await sandbox.run(detect, words, { environment })).toEqual({ exitCode: 1, told: [], ...nothing });
      const verbose = await sandbox.run(detect, [...words, '-Verbose'], { environment });
      expect(verbose).toEqual({ exitCode: 1, told: [`VERBOSE: ${reason}`], ...nothing });
    },
  );

  test('-NotFoundExitCode 0 for Configuration Manager: no output is its "not installed"', async () => {
    using sandbox = new Sandbox();
    expect(await sandbox.run(detect, ['-NotFoundExitCode', '0'])).toMatchObject({
      exitCode: 0,
      told: [],
      stdout: '',
      stderr: '',
    });
  });

  test('alone, as it is uploaded: it needs nothing beside it', async () => {
    using sandbox = new Sandbox();
    await installed(sandbox);
    const from = sandbox.folder('alone');
    cpSync(join(root, 'scripts', detect), join(from, detect));
    expect(await sandbox.run(detect, [], { from })).toMatchObject({
      exitCode: 0,
      stdout: 'gracewatch 0.1.0\r\n',
      stderr: '',
    });
    const other = await sandbox.run(detect, ['-TaskName', '\\none', '-Verbose'], { from });
    expect(other).toMatchObject({ exitCode: 1, stdout: '', told: ['VERBOSE: noTask: \\none'] });
  });

  test('in a 32-bit PowerShell it looks into the 64-bit Program Files', async () => {
    using sandbox = new Sandbox();
    await installed(sandbox);
    const environment = { ProgramFiles: 'C:\\Program Files (x86)', ProgramW6432: 'C:\\Program Files' };
    expect((await sandbox.run(detect, [], { environment })).exitCode).toBe(0);
  });
});

describe('language', () => {
  test('Japanese where it is asked for, letter by letter', async () => {
    using sandbox = new Sandbox();
    const { told } = await sandbox.run(install, [...withUrl, '-WhatIf', '-Language', 'ja']);
    expect(told[0]).toBe(
      `WhatIf: データ フォルダー ${data} を用意し、SYSTEM、Administrators、エージェントだけがアクセスできるようにします。`,
    );
    const refused = await sandbox.run(uninstall, ['-Language', 'ja'], { environment: { GW_TEST_ELEVATED: '0' } });
    expect(refused.told).toEqual([expect.stringMatching(/^gracewatch: 管理者特権の PowerShell が必要です。/)]);
    const reason = await sandbox.run(detect, ['-Language', 'ja', '-Verbose', '-ProgramFolder', "'C:\\none'"]);
    expect(reason.told).toEqual(['VERBOSE: インストールされていません。C:\\none\\gracewatch.exe がありません。']);
  });
});
