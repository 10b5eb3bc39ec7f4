/**
 * Every script that runs on Windows: pure ASCII, nothing that Windows PowerShell 5.1 lacks, nothing that Constrained Language
 * Mode refuses. Found by the engine's own parser (syntax/check.ps1); a sample of each mistake proves that it is found.
 */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runEngine } from './engine.ts';

const root = resolve(import.meta.dirname, '../..');
const shipped = ['scripts', 'src'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ps[md]?1$/.test(name))
    .map((name) => join(root, folder, name)),
);

interface Finding {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly text: string;
}

async function findingsIn(files: readonly string[]): Promise<Finding[]> {
  const check = join(import.meta.dirname, 'syntax/check.ps1');
  const { code, stdout, stderr } = await runEngine(['-NoProfile', '-File', check, ...files]);
  expect([code, stderr]).toEqual([0, '']);
  const lines = stdout.split('\r\n').filter((line) => line !== '');
  return lines.map((line) => {
    const [file = '', number, rule = '', ...text] = line.split('|');
    return { file, line: Number(number), rule, text: text.join('|') };
  });
}

test('the scripts that are looked at', () => {
  const names = shipped.map((file) => relative(root, file)).sort();
  expect(names).toEqual([
    'scripts/Gracewatch.Shared.ps1',
    'scripts/Install-Gracewatch.ps1',
    'scripts/Test-Gracewatch.ps1',
    'scripts/Uninstall-Gracewatch.ps1',
    'src/evidence/powershell/collect.ps1',
  ]);
});

test('none holds what 5.1 lacks or Constrained Language Mode refuses', async () => {
  expect(await findingsIn(shipped)).toEqual([]);
});

const mistakes: readonly [string, string][] = [
  ['ascii', "Write-Output 'é'"],
  ['ascii', '# in a comment too: ü'],
  ['parse', 'if ($a { }'],
  ['5.1:? :', '$a ? 1 : 2'],
  ['5.1:??', '$a ?? 1'],
  ['5.1:??=', '$a ??= 1'],
  ['5.1:chain', 'Get-Item a && Get-Item b'],
  ['5.1:chain', 'Get-Item a || Get-Item b'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: PowerShell's own braces
  ['5.1:?.', '${a}?.Name'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: PowerShell's own braces
  ['5.1:?.', '${a}?[0]'],
  ['5.1:&', 'Get-Item a &'],
  ['5.1:clean', 'function f { process { 1 } clean { 2 } }'],
  ['5.1:parameter', '1 | ForEach-Object -Parallel { $_ }'],
  ['5.1:parameter', "'{}' | ConvertFrom-Json -AsHashtable"],
  ['5.1:command', "Test-Json '{}'"],
  ['5.1:encoding', 'Set-Content a b -Encoding utf8NoBOM'],
  ['5.1:variable', 'if ($IsWindows) { 1 }'],
  ['5.1:requires', '#requires -Version 7.0'],
  ['5.1:escape', '"a`u{3042}"'],
  ['5.1:escape', '"```e"'],
  ['5.1:escape', '"`e[0m"'],
  ['5.1:escape', '@"\n`u{41}\n"@'],
  ['5.1:number', '0b101'],
  ['5.1:number', '5uy'],
  ['5.1:number', '5u'],
  ['5.1:number', '300s'],
  ['5.1:number', '7n'],
  ['lockdown:method', "[Console]::WriteLine('a')"],
  ['lockdown:method', "[scriptblock]::Create('1')"],
  ['lockdown:method', '[Text.StringBuilder]::new()'],
  ['lockdown:method', '$PSCmdlet.ShouldProcess($a)'],
  ['lockdown:method', '$a.Name.Trim()'],
  ['lockdown:method', '(Get-Acl a).GetOwner([string])'],
  ['lockdown:method', '$a.$b()'],
  ['lockdown:method', '$a[0].Trim()'],
  ['lockdown:method', '$a.Delete()'],
  ['lockdown:method', "[regex]::Replace('a', 'a', { 'b' })"],
  ['lockdown:static', '[Console]::OutputEncoding'],
  ['lockdown:static', '[Environment]::NewLine'],
  ['lockdown:cast', '[pscustomobject]@{ a = 1 }'],
  ['lockdown:cast', "[IO.FileInfo]'a'"],
  ['lockdown:cast', "[scriptblock]'a'"],
  ['lockdown:type', 'function f([IO.FileInfo]$a) { $a }'],
  ['lockdown:attribute', 'function f([ArgumentCompleter({ 1 })] $a) { $a }'],
  ['lockdown:class', 'class A { }'],
  ['lockdown:class', 'enum A { b }'],
  ['lockdown:using', 'using namespace System.IO'],
  ['lockdown:Add-Type', "Add-Type 'class A { }'"],
  ['lockdown:New-Object', 'New-Object System.Net.WebClient'],
  ['lockdown:New-Object', 'New-Object -TypeName System.Text.StringBuilder'],
  ['lockdown:New-Object', 'New-Object -ComObject Schedule.Service'],
  ['lockdown:Invoke-Expression', "Invoke-Expression 'a'"],
];

const allowed: readonly string[] = [
  '$x = if ($a) { 1 } else { 2 }',
  "'{0:x4}' -f [int][char]'a'",
  '"``e and ``u{41}, an escaped backtick"',
  "'in single quotes nothing is escaped: `e `u{41}'",
  '0x1b; 0xff; 10kb; 1.5; 1e3; 5l; 5d',
  "[regex]::Escape('a'); [string]::Join(',', @('a'))",
  "([string]$x.Name).Trim().Split(',')",
  '$text.ToCharArray(); $Matches[1].ToUpper()',
  '$a.Name; $a.psobject.Properties; "$($a.Kind)"; $a.Id.ToString()',
  'New-Object psobject; New-Object -TypeName psobject',
  'function f([object[]]$a, [string[]]$b) { [version]$a }',
  '[CmdletBinding(SupportsShouldProcess)] param([ValidateSet("a")] [string]$A)',
  'Get-Item a | ForEach-Object { $_ } | Out-Null; & $program --version',
];

describe('a sample of', () => {
  let folder = '';
  let found: Finding[] = [];
  const nameOf = (index: number): string => join(folder, `${index}.ps1`);
  const samples = [...mistakes.map(([, text]) => text), ...allowed];
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gracewatch-'));
    for (const [index, text] of samples.entries()) writeFileSync(nameOf(index), `${text}\n`);
    found = await findingsIn(samples.map((_, index) => nameOf(index)));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const rulesOf = (index: number): string[] =>
    found.filter(({ file }) => file === nameOf(index)).map(({ rule }) => rule);

  test.each(mistakes.map(([rule, text], index) => [rule, text, index] as const))(
    '%s is found: %s',
    (rule, _, index) => {
      expect(rulesOf(index)).toContain(rule);
    },
  );

  test.each(allowed.map((text, index) => [text, index + mistakes.length] as const))(
    'what is allowed passes: %s',
    (_, index) => {
      expect(rulesOf(index)).toEqual([]);
    },
  );
});
