/**
 * The OSLicense module, which only the newest Windows has, as a module on PSModulePath: Get-Module -ListAvailable finds it
 * and PowerShell loads it, as it would the real one. What the cmdlet answers stands in the machine's file (`osLicense`).
 */
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { CimRow, Evidence } from '../../src/evidence/evidence.ts';
import type { CimProperties } from './cimTypes.ts';
import { buildEngine } from './engine.ts';
import { machineFileOf } from './machine.ts';

const properties: CimProperties = {
  Name: 'string',
  ActivationID: 'string',
  LicenseStatus: 'uint32',
  PartialProductKey: 'string',
  GracePeriodRemaining: 'uint32',
  EvaluationEndDate: 'datetime',
};

/** An engine of its own in `folder`, with the module where Windows has its own: path of the engine. */
export function engineWithOsLicense(folder: string): string {
  const engine = buildEngine();
  cpSync(dirname(engine), folder, { recursive: true });
  installOsLicense(join(folder, 'Modules'), join(folder, 'engine.dll'));
  return join(folder, basename(engine));
}

/** Puts the module into `folder`/OSLicense; returns the environment in which PowerShell finds it there. */
export function installOsLicense(
  folder: string,
  doubles = join(dirname(buildEngine()), 'engine.dll'),
): Record<string, string> {
  const module = join(folder, 'OSLicense');
  mkdirSync(module, { recursive: true });
  const manifest = [
    "ModuleVersion = '1.0'",
    `NestedModules = @('${doubles}')`,
    "CmdletsToExport = @('Get-OSLicenseInfo')",
    'FunctionsToExport = @()',
    'AliasesToExport = @()',
  ];
  writeFileSync(join(module, 'OSLicense.psd1'), `@{\n${manifest.join('\n')}\n}\n`);
  return { PSModulePath: folder };
}

/** The machine of the evidence, with what its OSLicense module says: the products that the classes show with a key. */
export function withOsLicense(evidence: Evidence): object {
  const products = evidence.sources.cim?.classes.SoftwareLicensingProduct ?? [];
  const rows = products.map(({ ID, ...row }): CimRow => {
    const said = Object.keys(properties).map((name) => [name, row[name] ?? null]);
    return { ...Object.fromEntries(said), ActivationID: ID };
  });
  return { ...machineFileOf(evidence), osLicense: { properties, rows } };
}
