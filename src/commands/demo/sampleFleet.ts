/**
 * The sample fleet: evidence of real shapes (config/sample-fleet), moved to the present, some of it for several machines.
 * Pure but for reading the files.
 */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { v5 } from 'uuid';
import * as z from 'zod';
import type { Evidence } from '../../evidence/evidence.ts';
import { readEvidenceFile } from '../../evidence/readers/evidenceFile.ts';
import { checkDocument, parseJson } from '../../platform/document.ts';

const folder = resolve(import.meta.dirname, '../../../config/sample-fleet');

const manifestSchema = z.array(
  z.strictObject({
    evidence: z.string(),
    /** Further machines of the same evidence, by name. */
    copies: z.array(z.string()).default([]),
    /** How long before the present the evidence was taken. */
    hoursAgo: z.number().min(0),
    /** Machines that have been silent since; left out: they report today. */
    lastHeardDaysAgo: z.number().min(1).nullable().default(null),
  }),
);

export interface SampleMachine {
  readonly name: string;
  readonly lastHeardDaysAgo: number | null;
  /** As if it had been taken shortly before `present` (epoch milliseconds). */
  readonly evidenceAt: (present: number) => Evidence;
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** Instants before this are no dates: the classes write 1601 for "none". */
const firstRealYear = Date.UTC(1990, 0, 1);
const lastRealYear = Date.UTC(9000, 0, 1);

const instants = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/** Every instant of a JSON text, moved by so many milliseconds. */
export function redate(text: string, byMs: number): string {
  return text.replace(instants, (instant) => {
    const ms = Date.parse(instant);
    return ms < firstRealYear || ms > lastRealYear ? instant : new Date(ms + byMs).toISOString();
  });
}

/** Any fixed UUID will do: it keeps the names of copies apart from other names. */
const namespace = '6c7d9a52-0d0b-4b9e-9a43-3a4f1b0c5a11';

/** The same evidence of another machine: its name and what identifies it are its own. */
export function copyFor(text: string, original: Evidence, name: string): string {
  const { machine, sources } = original;
  const clientId = sources.cim?.classes.SoftwareLicensingService?.[0]?.ClientMachineID;
  const identities = [machine.machineGuid, machine.smbiosUuid, typeof clientId === 'string' ? clientId : null];
  const renamed = machine.name === null ? text : text.replaceAll(machine.name, name);
  return identities.reduce<string>(
    (copy, identity) => (identity ? copy.replaceAll(identity, v5(`${name} ${identity}`, namespace)) : copy),
    renamed,
  );
}

/** Errors: those of reading files; they belong to the program. */
export async function loadSampleFleet(): Promise<SampleMachine[]> {
  const read = (file: string): Promise<string> => readFile(join(folder, file), 'utf8');
  const manifest = checkDocument(parseJson(await read('fleet.json'), 'fleet.json'), manifestSchema, 'fleet.json');
  const machines: SampleMachine[] = [];
  for (const { evidence: file, copies, hoursAgo, lastHeardDaysAgo } of manifest) {
    const text = await read(file);
    const original = readEvidenceFile(text, file);
    const name = original.machine.name ?? file;
    const agoMs = hoursAgo * hourMs + (lastHeardDaysAgo ?? 0) * dayMs;
    const texts = [[name, text] as const, ...copies.map((copy) => [copy, copyFor(text, original, copy)] as const)];
    for (const [index, [machine, own]] of texts.entries()) {
      // Copies renewed on other days: a fleet does not end all on one.
      const takenMs = agoMs + index * 11 * hourMs;
      const evidenceAt = (present: number): Evidence =>
        readEvidenceFile(redate(own, present - takenMs - Date.parse(original.capturedAt)), file);
      machines.push({ name: machine, lastHeardDaysAgo, evidenceAt });
    }
  }
  return machines;
}
