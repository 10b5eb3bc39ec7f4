/** The engine that the other tests of this folder trust: its prompt, its language modes, its faults, its doubles. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { evidenceSchema } from '../../src/evidence/evidence.ts';
import { loadCases } from '../support/cases.ts';
import { buildEngine, type EngineRun, type EngineSettings, runEngine } from './engine.ts';
import { machineFileOf, writeMachine } from './machine.ts';
import { firmwareKey } from './machineCim.ts';
import { installOsLicense, withOsLicense } from './osLicense.ts';

const folder = mkdtempSync(join(tmpdir(), 'gracewatch-engine-'));
const machine = join(folder, 'machine.json');
let environment: Record<string, string> = {};

beforeAll(() => {
  buildEngine();
  environment = writeMachine(evidenceOf('kms-healthy'), machine);
}, 300_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const evidenceOf = (name: string) => {
  const found = loadCases().find((one) => one.name === name);
  return evidenceSchema.parse(JSON.parse(readFileSync(found?.evidence ?? `no case ${name}`, 'utf8')));
};

const stdin = ['-NoLogo', '-NoProfile', '-NonInteractive', '-NoExit', '-Command', '-'];

async function ask(input: string, settings: EngineSettings = {}): Promise<EngineRun> {
  return await runEngine(stdin, { input, settings, environment });
}

const lines = ({ stdout }: EngineRun): string[] => stdout.split('\r\n').slice(0, -1);

/**
 * Each statement in one engine: the id of the error that it ends in, and its category; its value where it does not fail.
 * Answers to compare with a table of statement → answer.
 */
async function answersOf(table: readonly Answer[], settings: EngineSettings = {}): Promise<Answer[]> {
  const input = table.map(
    ([statement]) => `"--"; try { ${statement} } catch { $_.FullyQualifiedErrorId; "$($_.CategoryInfo.Category)" }\n`,
  );
  const printed = lines(await ask(input.join(''), settings))
    .join(' ')
    .split('--')
    .slice(1);
  return table.map(([statement], index) => [statement, printed[index]?.trim() ?? 'nothing']);
}

type Answer = readonly [statement: string, answer: string];

const idOf = async (statement: string, settings: EngineSettings = {}): Promise<string> =>
  (await answersOf([[statement, '']], settings))[0]?.[1] ?? '';

describe('arguments', () => {
  test.each([
    [['-NOLOGO', '-command', '1 + 1'], '2\r\n', 0],
    [['-NoProfile', '-ExecutionPolicy', 'Bypass', '-Command', '"a";', 'exit 7'], 'a\r\n', 7],
    [['-NoProfile', '-Command', 'Get-Service -Name nothing -ErrorAction SilentlyContinue'], '', 1],
    [['-c', '"short"'], 'short\r\n', 0],
  ])('%j', async (args, stdout, code) => {
    expect(await runEngine(args, { environment })).toMatchObject({ stdout, code });
  });

  test('-File with its parameters and its exit code', async () => {
    const file = join(folder, 'a.ps1');
    writeFileSync(file, 'param([string] $Name, [switch] $Loud, $Rest)\r\n"$Name $Loud $Rest"\r\nexit 4\r\n');
    const run = await runEngine(['-NoProfile', '-File', file, '-Name', 'x y', '-Loud', '-Rest', 'z']);
    expect(run).toEqual({ code: 4, stdout: 'x y True z\r\n', stderr: '' });
  });
});

describe('the prompt', () => {
  test('a complete line runs at once, an incomplete one waits for an empty line', async () => {
    const run = await ask('"one"\n& {\n"two"\n\n"three"\n}\n');
    expect(lines(run)).toEqual(['one', 'three']);
    expect(run.stderr).toContain("Missing closing '}'");
    expect(run.stderr).toContain('    + FullyQualifiedErrorId : MissingEndCurlyBrace');
    expect(lines(await ask('& {\n"two"\n"three"\n}\n\n"four"\n'))).toEqual(['two', 'three', 'four']);
  });

  test('a block that nothing ends is not run; the end of the input ends the process', async () => {
    expect(await ask('& {\n"never"\n}')).toEqual({ code: 0, stdout: '', stderr: '' });
  });

  test('variables stay, exit ends with its code', async () => {
    expect(await ask('$a = 3\n"$a"\nexit 5\n"never"\n')).toEqual({ code: 5, stdout: '3\r\n', stderr: '' });
  });

  test('each line is out before the next statement runs', async () => {
    await using child = spawnEngine({});
    child.stdin.write('"first"\n');
    expect(String((await once(child.stdout, 'data'))[0])).toBe('first\r\n');
    child.stdin.write('& {\n"second"\n}\n\n');
    expect(String((await once(child.stdout, 'data'))[0])).toBe('second\r\n');
  });

  test('errors as 5.1 prints them', async () => {
    const { stderr } = await ask('Get-Service -Name nothing\n');
    expect(stderr.split('\r\n')).toEqual([
      "Get-Service : Cannot find any service with service name 'nothing'.",
      'At line:1 char:1',
      '+ Get-Service -Name nothing',
      '+ ~~~~~~~~~~~~~~~~~~~~~~~~~',
      '    + CategoryInfo          : ObjectNotFound: (nothing:String) [Get-Service], ServiceCommandException',
      '    + FullyQualifiedErrorId : NoServiceFoundForGivenName,Microsoft.PowerShell.Commands.GetServiceCommand',
      ' ',
      '',
    ]);
  });

  test('what the code page does not hold is lost', async () => {
    expect(lines(await ask('"a" + [char]0x65E5 + "b"\n'))).toEqual(['a?b']);
  });
});

describe('Constrained Language Mode', () => {
  const constrained: EngineSettings = { GW_TEST_LANGUAGE: 'Constrained' };
  const system = "$x = Get-CimInstance -Query 'SELECT Caption FROM Win32_OperatingSystem'";

  test('methods only of core types, properties of all', async () => {
    const table: Answer[] = [
      ['[Console]::Out.WriteLine("x")', 'MethodInvocationNotSupportedInConstrainedLanguage InvalidOperation'],
      [`${system}; $x.GetType()`, 'MethodInvocationNotSupportedInConstrainedLanguage InvalidOperation'],
      [`${system}; $x.GetHashCode()`, 'MethodInvocationNotSupportedInConstrainedLanguage InvalidOperation'],
      [
        '(Get-Service -Name sppsvc).GetHashCode()',
        'MethodInvocationNotSupportedInConstrainedLanguage InvalidOperation',
      ],
      [
        '(Get-WinEvent -LogName Application -MaxEvents 1).GetHashCode()',
        'MethodInvocationNotSupportedInConstrainedLanguage InvalidOperation',
      ],
      [
        '(Resolve-DnsName -Name _vlmcs._tcp.corp.example -Type SRV)[0].GetHashCode()',
        'MethodInvocationNotSupportedInConstrainedLanguage InvalidOperation',
      ],
      ['[pscustomobject]@{ a = 1 }', 'ConversionSupportedOnlyToCoreTypes InvalidArgument'],
      [`${system}; $x.Caption`, 'Microsoft Windows 11 Enterprise'],
      [`${system}; $x.Caption.ToUpper()`, 'MICROSOFT WINDOWS 11 ENTERPRISE'],
      ['"$((Get-Service -Name sppsvc).Status)"', 'Stopped'],
    ];
    expect(await answersOf(table, constrained)).toEqual(table);
  });

  test('in full language the same are called', async () => {
    expect(await idOf(`${system}; $x.ToString()`)).toBe('Win32_OperatingSystem');
    expect(await idOf('$ExecutionContext.SessionState.LanguageMode')).toBe('FullLanguage');
    expect(await idOf('$ExecutionContext.SessionState.LanguageMode', constrained)).toBe('ConstrainedLanguage');
  });

  test('what 5.1 has beside the core is not here', async () => {
    const names = [
      'ConvertTo-Json',
      'Select-Object',
      'Write-Output',
      'Get-Content',
      'New-Object',
      'Get-Date',
      'Test-Path',
    ];
    const table = names.map((name): Answer => [`${name} 1`, 'CommandNotFoundException ObjectNotFound']);
    expect(await answersOf(table)).toEqual(table);
  });
});

describe('classes', () => {
  test('errors as the real cmdlets have them', async () => {
    const table: Answer[] = [
      [
        'Get-CimClass -ClassName Nothing -ErrorAction Stop',
        'HRESULT 0x80041002,Microsoft.Management.Infrastructure.CimCmdlets.GetCimClassCommand ObjectNotFound',
      ],
      [
        "Get-CimInstance -Query 'SELECT a FROM Nothing' -ErrorAction Stop",
        'HRESULT 0x80041010,Microsoft.Management.Infrastructure.CimCmdlets.GetCimInstanceCommand MetadataError',
      ],
      [
        "Get-CimInstance -Query 'SELECT ID, Nothing FROM SoftwareLicensingProduct' -ErrorAction Stop",
        'HRESULT 0x80041017,Microsoft.Management.Infrastructure.CimCmdlets.GetCimInstanceCommand InvalidArgument',
      ],
      [
        "Get-CimInstance -Query 'SELECT ID FROM SoftwareLicensingProduct WHERE Nothing IS NULL' -ErrorAction Stop",
        'HRESULT 0x80041017,Microsoft.Management.Infrastructure.CimCmdlets.GetCimInstanceCommand InvalidArgument',
      ],
      [
        "Get-CimInstance -Namespace root/nothing -Query 'SELECT a FROM b' -ErrorAction Stop",
        'HRESULT 0x8004100e,Microsoft.Management.Infrastructure.CimCmdlets.GetCimInstanceCommand MetadataError',
      ],
      [
        "Get-WmiObject -Query 'SELECT a FROM Nothing' -ErrorAction Stop",
        'GetWMIManagementException,Microsoft.PowerShell.Commands.GetWmiObjectCommand InvalidType',
      ],
    ];
    expect(await answersOf(table)).toEqual(table);
  });

  test('a class that fails, and one that is too slow', async () => {
    const file = join(folder, 'failing.json');
    const slow = { properties: { A: 'string' }, rows: [{ A: 'x' }], slowMs: 60_000 };
    const cim = { 'root\\cimv2': { Slow: slow, Failing: { properties: { A: 'string' }, fail: '0x80041003' } } };
    writeFileSync(file, JSON.stringify({ cim }));
    const command = 'Microsoft.Management.Infrastructure.CimCmdlets.GetCimInstanceCommand';
    const query = (name: string) =>
      idOf(`Get-CimInstance -Query 'SELECT A FROM ${name}' -OperationTimeoutSec 1 -ErrorAction Stop`, {
        GW_TEST_MACHINE: file,
      });
    expect(await query('Failing')).toBe(`HRESULT 0x80041003,${command} PermissionDenied`);
    expect(await query('Slow')).toBe(`HRESULT 0x40004,${command} OperationTimeout`);
    const wmi =
      "try { Get-WmiObject -Query 'SELECT A FROM Failing' -ErrorAction Stop } catch { '{0:X}' -f $_.Exception.ErrorCode }\n";
    expect(lines(await ask(wmi, { GW_TEST_MACHINE: file }))).toEqual(['80041003']);
  });

  test('WHERE, and names without case', async () => {
    const count = async (where: string) =>
      lines(await ask(`@(Get-CimInstance -Query "select id from softwarelicensingPRODUCT ${where}").Count\n`))[0];
    expect(await count('')).toBe('3');
    expect(await count('WHERE PartialProductKey IS NOT NULL')).toBe('1');
    expect(await count('WHERE PartialProductKey <> null AND LicenseIsAddon = FALSE')).toBe('1');
    expect(
      await count("WHERE ApplicationID = '55C92734-D682-4D71-983E-D6EC3F16059F' AND PartialProductKey IS NULL"),
    ).toBe('2');
  });

  test('only what was asked for is filled', async () => {
    const query = "$x = Get-CimInstance -Query 'SELECT Version FROM SoftwareLicensingService'\n";
    const run = await ask(`${query}$x.Version\n$null -eq $x.ClientMachineID\n$null -eq $x.OA3xOriginalProductKey\n`);
    expect(lines(run)).toEqual(['10.0.26100.4351', 'True', 'True']);
  });

  test.each(['SELECT * FROM SoftwareLicensingService', 'SELECT * FROM Win32_OperatingSystem'])(
    '%s ends the process, whatever catches errors',
    async (query) => {
      for (const cmdlet of ['Get-CimInstance', 'Get-WmiObject']) {
        const run = await ask(`try { ${cmdlet} -Query '${query}' } catch { }\n"on"\n`);
        expect(run).toMatchObject({ code: 97, stdout: '' });
        expect(run.stderr).toContain('selectStar');
      }
    },
  );

  test('a class asked for without properties is SELECT * too', async () => {
    expect((await ask('Get-CimInstance -ClassName SoftwareLicensingService\n')).code).toBe(97);
  });

  test('the firmware key is there for who asks', async () => {
    const run = await ask(
      "(Get-CimInstance -Query 'SELECT OA3xOriginalProductKey FROM SoftwareLicensingService').OA3xOriginalProductKey\n",
    );
    expect(lines(run)).toEqual([firmwareKey]);
  });

  test('values have the types of MI, dates the time zone of the machine', async () => {
    const query = [
      "$p = Get-CimInstance -Query 'SELECT LicenseStatusReason, LicenseIsAddon, EvaluationEndDate, TrustedTime FROM SoftwareLicensingProduct WHERE PartialProductKey IS NOT NULL'",
      "$s = Get-CimInstance -Query 'SELECT MUILanguages, InstallDate FROM Win32_OperatingSystem'",
      '$p.LicenseStatusReason.GetType().Name; $p.LicenseIsAddon.GetType().Name; $s.MUILanguages.GetType().Name',
      '"$($p.TrustedTime.Kind) $($p.TrustedTime.Hour) $($p.TrustedTime.ToUniversalTime().Hour)"',
      '"$($p.EvaluationEndDate.ToUniversalTime().Year)"',
    ];
    // 11:59 UTC in Tokyo.
    expect(lines(await ask(`${query.join('\n')}\n`))).toEqual(['UInt32', 'Boolean', 'String[]', 'Local 20 11', '1601']);
  });

  test('WMI gives the same rows, with dates as it writes them', async () => {
    const query =
      "$p = Get-WmiObject -Query 'SELECT TrustedTime, EvaluationEndDate, Name FROM SoftwareLicensingProduct WHERE PartialProductKey IS NOT NULL'\n";
    expect(lines(await ask(`${query}$p.TrustedTime\n$p.EvaluationEndDate\n$p.Name\n`))).toEqual([
      '20261105205909.000000+540',
      '16010101000000.000000-000',
      'Windows(R), Enterprise edition',
    ]);
    const names =
      '(Get-WmiObject -Namespace root\\cimv2 -List -Class Win32_Processor).Properties | ForEach-Object { $_.Name }\n';
    expect(lines(await ask(names))).toEqual(['DeviceID', 'Name', 'NumberOfCores', 'NumberOfLogicalProcessors']);
    expect(lines(await ask('$null -eq (Get-WmiObject -List -Class Nothing)\n'))).toEqual(['True']);
  });

  test('the class says what it has', async () => {
    const names =
      '(Get-CimClass -Namespace root\\cimv2 -ClassName win32_processor).CimClassProperties | ForEach-Object { $_.Name }\n';
    expect(lines(await ask(names))).toEqual(['DeviceID', 'Name', 'NumberOfCores', 'NumberOfLogicalProcessors']);
  });
});

test.each([{}, { GW_TEST_LANGUAGE: 'Constrained' } as const])(
  'the OSLicense module, where there is one: %o',
  async (settings) => {
    const info = '(Get-OSLicenseInfo).LicenseStatus';
    const absent: Answer[] = [
      ["$null -eq (Get-Module -ListAvailable -Name 'OSLicense')", 'True'],
      [info, 'CommandNotFoundException ObjectNotFound'],
    ];
    expect(await answersOf(absent, settings)).toEqual(absent);
    const file = join(folder, 'osLicense.json');
    writeFileSync(file, JSON.stringify(withOsLicense(evidenceOf('kms-healthy'))));
    const present = { ...settings, ...installOsLicense(join(folder, 'modules')), GW_TEST_MACHINE: file };
    const table: Answer[] = [
      ["(Get-Module -ListAvailable -Name 'OSLicense').Name", 'OSLicense'],
      [info, '1'],
      ['(Get-OSLicenseInfo).PartialProductKey', '2YT43'],
      ['Get-Command -Module OSLicense | ForEach-Object { $_.Name }', 'Get-OSLicenseInfo'],
    ];
    expect(await answersOf(table, present)).toEqual(table);
  },
);

test('the language of whoever asks', async () => {
  const file = join(folder, 'ja.json');
  writeFileSync(file, JSON.stringify(machineFileOf(evidenceOf('kms-healthy-ja'))));
  const table: Answer[] = [['$PSUICulture', 'ja-JP']];
  expect(await answersOf(table, { GW_TEST_MACHINE: file })).toEqual(table);
});

describe('registry', () => {
  const version = 'Registry::HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion';

  test('values with their types', async () => {
    const file = join(folder, 'registry.json');
    const values = {
      s: { sz: 'a' },
      d: { dword: 0xc004f074 },
      q: { qword: 5 },
      m: { multi: ['x', 'y'] },
      b: { binary: 'AQI=' },
    };
    writeFileSync(
      file,
      JSON.stringify({ registry: { 'HKEY_LOCAL_MACHINE\\A\\B': { values }, 'HKEY_USERS\\C': { denied: true } } }),
    );
    const settings: EngineSettings = { GW_TEST_MACHINE: file };
    const read = "$x = Get-ItemProperty -LiteralPath 'HKLM:\\a\\b'\n";
    const each = '"$($x.s) $($x.d) $($x.q.GetType().Name) $($x.m.Count) $($x.b.GetType().Name) $($x.PSChildName)"\n';
    expect(lines(await ask(read + each, settings))).toEqual(['a -1073418124 Int64 2 Byte[] B']);
    expect(await idOf("Get-ItemProperty -LiteralPath 'Registry::HKEY_USERS\\C' -ErrorAction Stop", settings)).toBe(
      'System.Security.SecurityException,Microsoft.PowerShell.Commands.GetItemPropertyCommand PermissionDenied',
    );
    expect(await idOf("Get-ItemProperty -LiteralPath 'HKU:\\C' -ErrorAction Stop", settings)).toBe(
      'DriveNotFound,Microsoft.PowerShell.Commands.GetItemPropertyCommand ObjectNotFound',
    );
    expect(lines(await ask("Get-ChildItem -LiteralPath 'Registry::HKEY_LOCAL_MACHINE\\A' -Name\n", settings))).toEqual([
      'B',
    ]);
  });

  test('a key and a value that are not there', async () => {
    expect(await idOf("Get-ItemProperty -LiteralPath 'Registry::HKEY_LOCAL_MACHINE\\No' -ErrorAction Stop")).toBe(
      'PathNotFound,Microsoft.PowerShell.Commands.GetItemPropertyCommand ObjectNotFound',
    );
    expect(await idOf(`Get-ItemProperty -LiteralPath '${version}' -Name No -ErrorAction Stop`)).toBe(
      'System.Management.Automation.PSArgumentException,Microsoft.PowerShell.Commands.GetItemPropertyCommand InvalidArgument',
    );
    const some = `(Get-ItemProperty -LiteralPath '${version}' -Name No, EditionID -ErrorAction SilentlyContinue).EditionID\n`;
    expect(lines(await ask(some))).toEqual(['Enterprise']);
  });
});

describe('events', () => {
  const spp = "Provider[@Name='Microsoft-Windows-Security-SPP']";
  const ids = async (rest: string) =>
    lines(await ask(`Get-WinEvent -LogName Application ${rest} | ForEach-Object { "$($_.Id)" }\n`));

  test('XPath of the log, newest first unless oldest are asked for', async () => {
    expect(await ids(`-FilterXPath "*[System[${spp} and (EventID=12288 or EventID=12289)]]"`)).toEqual([
      '12289',
      '12288',
    ]);
    expect(await ids(`-FilterXPath "*[System[${spp} and EventID=12288]]"`)).toEqual(['12288']);
    expect(
      await ids(
        `-FilterXPath "*[System[(${spp} and EventID=12289) or (Provider[@Name='VSS'] and EventID=8198)]]" -Oldest`,
      ),
    ).toEqual(['12289', '8198']);
    expect(await ids('-FilterXPath "*[System[EventRecordID>900000]]" -MaxEvents 1')).toEqual(['8198']);
  });

  test('what an event says', async () => {
    const one = `$e = Get-WinEvent -LogName Application -FilterXPath "*[System[${spp} and EventID=12288]]" -MaxEvents 1\n`;
    const said =
      '"$($e.LogName) $($e.ProviderName) $($e.RecordId.GetType().Name) $($e.TimeCreated.Kind)"\n$e.Properties[0].Value\n';
    const [first, second] = lines(await ask(one + said));
    expect(first).toBe('Application Microsoft-Windows-Security-SPP Int64 Local');
    expect(second).toContain('kms01.corp.example:1688');
  });

  test('none, no such log, and what the log does not understand', async () => {
    const command = 'Microsoft.PowerShell.Commands.GetWinEventCommand';
    const many = Array.from({ length: 23 }, (_, id) => `EventID=${id}`).join(' or ');
    const table: Answer[] = [
      ["-LogName Application -FilterXPath '*[System[EventID=5]]'", `NoMatchingEventsFound,${command} ObjectNotFound`],
      ["-LogName Nothing -FilterXPath '*'", `NoMatchingLogsFound,${command} ObjectNotFound`],
      ...['*[System[Provider[starts-with(@Name,"M")]]]', `*[System[${many}]]`, '*[System['].map(
        (xpath): Answer => [
          `-LogName Application -FilterXPath '${xpath}'`,
          `System.Diagnostics.Eventing.Reader.EventLogException,${command} NotSpecified`,
        ],
      ),
    ].map(([rest, answer]) => [`Get-WinEvent ${rest} -ErrorAction Stop`, answer ?? '']);
    expect(await answersOf(table)).toEqual(table);
  });

  test('a log that may not be read', async () => {
    const file = join(folder, 'denied.json');
    const evidence = evidenceOf('kms-healthy');
    const denied = machineFileOf({ ...evidence, machine: { ...evidence.machine, awakeSince: null } });
    writeFileSync(file, JSON.stringify(denied));
    expect(await idOf('Get-WinEvent -LogName System -ErrorAction Stop', { GW_TEST_MACHINE: file })).toBe(
      'LogInfoUnavailable,Microsoft.PowerShell.Commands.GetWinEventCommand NotSpecified',
    );
  });
});

describe('names', () => {
  const all = '"$($_.Type) $($_.NameTarget) $($_.Port) $($_.Priority) $($_.Weight)".Trim()';
  const settings = { GW_TEST_MACHINE: join(folder, 'dns.json') };
  beforeAll(() => {
    const dns = { a: { outcome: 'noRecords' }, b: { outcome: 'timeout' }, 'c.example': { outcome: 'soa' } };
    writeFileSync(settings.GW_TEST_MACHINE, JSON.stringify({ dns }));
  });

  test('records, and the addresses that come with them', async () => {
    const query = `Resolve-DnsName -Name _vlmcs._tcp.corp.example -Type SRV -DnsOnly -QuickTimeout | ForEach-Object { ${all} }\n`;
    expect(lines(await ask(query))).toEqual(['SRV kms01.corp.example 1688 0 0', 'A']);
    expect(
      lines(await ask(`Resolve-DnsName -Name c.example -Type SRV | ForEach-Object { ${all} }\n`, settings)),
    ).toEqual(['SOA']);
  });

  test('no such name, no such record, no answer', async () => {
    const table = [
      ['no.such.example', 'DNS_ERROR_RCODE_NAME_ERROR', 'ResourceUnavailable'],
      ['a', 'DNS_INFO_NO_RECORDS', 'ResourceUnavailable'],
      ['b', 'ERROR_TIMEOUT', 'OperationTimeout'],
    ].map(
      ([name, id, category]): Answer => [
        `Resolve-DnsName -Name ${name} -Type SRV -ErrorAction Stop`,
        `${id},Microsoft.DnsClient.Commands.ResolveDnsName ${category}`,
      ],
    );
    expect(await answersOf(table, settings)).toEqual(table);
  });
});

describe('faults', () => {
  const five = '& {\n1\n2\n3\n4\n5\n}\n\n';

  test('wrap', async () => {
    expect(lines(await ask('"abcdefgh"\n', { GW_TEST_WRAP: '3' }))).toEqual(['abc', 'def', 'gh']);
  });

  test('die, dieMid', async () => {
    expect(await ask(five, { GW_TEST_FAULT: 'die:2' })).toMatchObject({ code: 3, stdout: '1\r\n2\r\n' });
    expect(await ask('"abcd"\n"efgh"\n', { GW_TEST_FAULT: 'dieMid:1' })).toMatchObject({
      code: 3,
      stdout: 'abcd\r\nef',
    });
  });

  test('hang, hangAfter', async () => {
    await using silent = spawnEngine({ GW_TEST_FAULT: 'hang' });
    silent.stdin.end(five);
    await using partial = spawnEngine({ GW_TEST_FAULT: 'hangAfter:2' });
    partial.stdin.end(five);
    let read = '';
    while (read.length < 6) read += String((await once(partial.stdout, 'data'))[0]);
    expect(read).toBe('1\r\n2\r\n');
    // Neither has anything more to say, nor has it ended: the other one has had its whole start for it.
    expect([silent.exitCode, partial.exitCode, silent.stdout.read()]).toEqual([null, null, null]);
  });

  test('flood has no end, and ends where nobody reads', async () => {
    await using child = spawnEngine({ GW_TEST_FAULT: 'flood' });
    child.stdin.end('1\n');
    let bytes = 0;
    for await (const chunk of child.stdout) {
      bytes += chunk.length;
      if (bytes > 50_000_000) break;
    }
    expect(bytes).toBeGreaterThan(50_000_000);
    const [code] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode];
    expect(code).toBe(1);
  });

  test('banner, oem', async () => {
    const { stdout } = await ask('1\n2\n', { GW_TEST_FAULT: 'banner' });
    expect(stdout).toMatch(/^Windows PowerShell\r\n.+\r\n\r\nPS C:\\> 1\r\nPS C:\\> 2\r\nPS C:\\> $/);
    await using child = spawnEngine({ GW_TEST_FAULT: 'oem' });
    child.stdin.end(`${five}${five}`);
    const printed = (await buffer(child.stdout)).toString('latin1').split('\r\n');
    const alien = '\x83v\x83\x8d\x83O\x83\x89\x83\x80';
    expect(printed).toEqual([alien, '1', '2', '3', '4', '5', alien, '1', '2', '3', '4', '5', '']);
  });

  test('late, stderr', async () => {
    const before = performance.now();
    const run = await ask('1\n', { GW_TEST_FAULT: 'late:1500,stderr:300000' });
    expect(performance.now() - before).toBeGreaterThan(1500);
    expect(run).toMatchObject({ code: 0, stdout: '1\r\n' });
    expect(run.stderr).toHaveLength(300_000);
  });

  test('grandchild: it holds standard output, and the engine does not end', async () => {
    const pidFile = join(folder, 'pid');
    await using child = spawnEngine({ GW_TEST_FAULT: 'grandchild', GW_TEST_PIDFILE: pidFile });
    child.stdin.end('"done"\n');
    expect(String((await once(child.stdout, 'data'))[0])).toBe('done\r\n');
    const grandchild = Number(readFileSync(pidFile, 'utf8'));
    let closed = false;
    child.on('close', () => {
      closed = true;
    });
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(closed).toBe(false);
    process.kill(grandchild, 'SIGKILL');
    await once(child, 'close');
  });

  test('noCim', async () => {
    const settings: EngineSettings = { GW_TEST_FAULT: 'noCim' };
    expect(await idOf('Get-CimInstance -ClassName x', settings)).toBe('CommandNotFoundException ObjectNotFound');
    expect(await idOf('Get-CimClass -ClassName x', settings)).toBe('CommandNotFoundException ObjectNotFound');
    expect(await idOf("(Get-WmiObject -Query 'SELECT Caption FROM Win32_OperatingSystem').Caption", settings)).toBe(
      'Microsoft Windows 11 Enterprise',
    );
  });

  test('a fault that does not exist is refused', async () => {
    expect((await ask('1\n', { GW_TEST_FAULT: 'hnag' })).stderr).toContain('there is no hnag');
  });
});

test.each(['hostile-name', 'minutes-absurd', 'minutes-negative', 'cim-failed', 'token-activated', 'server-2016'])(
  'a golden machine that is out of the ordinary: %s',
  async (name) => {
    const evidence = evidenceOf(name);
    const { classes = {}, error } = evidence.sources.cim ?? {};
    const [row] = classes.SoftwareLicensingProduct ?? [];
    const table: Answer[] = [
      [
        "@(Get-CimInstance -Query 'SELECT Version FROM SoftwareLicensingService' -ErrorAction Stop).Count",
        error === null
          ? '1'
          : `HRESULT ${error},Microsoft.Management.Infrastructure.CimCmdlets.GetCimInstanceCommand PermissionDenied`,
      ],
      [
        "@(Get-CimInstance -Query 'SELECT GracePeriodRemaining FROM SoftwareLicensingProduct WHERE PartialProductKey IS NOT NULL' -ErrorAction SilentlyContinue)[0].GracePeriodRemaining",
        `${row?.GracePeriodRemaining ?? ''}`,
      ],
      [
        '@((Get-CimClass SoftwareLicensingService).CimClassProperties | Where-Object Name -eq SubscriptionType).Count',
        name === 'server-2016' ? '0' : '1',
      ],
      [
        "@(Get-CimInstance -Query 'SELECT ID FROM SoftwareLicensingTokenActivationLicense' -ErrorAction SilentlyContinue).Count",
        name === 'token-activated' ? '1' : '0',
      ],
      [
        "(Get-CimInstance -Query 'SELECT Name FROM Win32_ComputerSystem').Name.Length",
        `${Array.from(evidence.machine.name ?? '').length}`,
      ],
      [
        "(Get-ItemProperty -LiteralPath 'HKLM:\\SOFTWARE\\Microsoft\\Cryptography').MachineGuid",
        evidence.machine.machineGuid ?? '',
      ],
    ];
    const settings = writeMachine(evidence, join(folder, `${name}.json`));
    expect(await answersOf(table, settings)).toEqual(table);
  },
);

test('every golden machine can be one', () => {
  for (const { name } of loadCases()) expect(machineFileOf(evidenceOf(name))).toHaveProperty('cim');
});

/** A running engine; killed at the end of the test. */
function spawnEngine(settings: EngineSettings) {
  const child = spawn(buildEngine(), stdin, { env: { ...process.env, ...environment, ...settings } });
  child.stdin.on('error', () => {});
  return Object.assign(child, {
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  });
}
