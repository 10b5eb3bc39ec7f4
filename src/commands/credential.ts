/** `gracewatch credential add | list | revoke`: straight on the store, beside a running collector or without one. */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import * as z from 'zod';
import type { Role } from '../collector/api.ts';
import { makeCredential } from '../collector/credential.ts';
import { isPostgres } from '../collector/store/address.ts';
import { addCredential, listCredentials, revokeCredential } from '../collector/store/credentials.ts';
import type { CredentialTable } from '../collector/store/schema.ts';
import type { Store } from '../collector/store/store.ts';
import { dateFormat } from '../output/dates.ts';
import { type Column, tableLines } from '../output/fleet/table.ts';
import { printable } from '../output/printable.ts';
import { exitCodes, GracewatchError } from '../platform/errors.ts';
import type { Context } from './context.ts';
import { openConfiguredStore } from './open.ts';
import { storeOf } from './places.ts';
import { sentenceLines } from './say.ts';
import type { World } from './world.ts';

async function withStore(context: Context, world: World, work: (store: Store) => Promise<string>): Promise<number> {
  const store = await openConfiguredStore(context, world);
  try {
    world.stdout.write(await work(store));
    return exitCodes.ok;
  } finally {
    await store.close();
  }
}

/** For looking and ending: there must be a store, and a mistyped name does not make one. Errors: fileNotFound. */
async function withPresentStore(context: Context, world: World, work: (store: Store) => Promise<string>) {
  const address = storeOf(context.settings.values.serve.store, world);
  if (!isPostgres(address) && !existsSync(address)) throw new GracewatchError('fileNotFound', { file: address });
  return await withStore(context, world, work);
}

export interface AddFlags {
  readonly role: Role;
  readonly name: string;
  readonly agent?: string;
}

/** An agent's credential is for one agent: with it, no machine can speak for another. */
function agentIdOf({ role, agent }: AddFlags, { wording }: Context): string | null {
  if (role !== 'agent') {
    if (agent === undefined) return null;
    throw new GracewatchError('badUsage', { detail: wording.service.credential.agentOnly });
  }
  const { data } = z.uuid().safeParse(agent);
  if (data === undefined) throw new GracewatchError('agentIdNeeded');
  return data.toLowerCase();
}

/** The text alone goes to standard output, so that it can be sent on to a file. Errors: agentIdNeeded, of the store. */
export async function add(flags: AddFlags, context: Context, world: World): Promise<number> {
  const { credential: words } = context.wording.service;
  const agentId = agentIdOf(flags, context);
  return await withStore(context, world, async (store) => {
    const at = world.clock.now().getTime();
    const { text, row } = makeCredential({ role: flags.role, name: flags.name, agentId, at }, randomBytes);
    await addCredential(store, row);
    const told = [words.made(flags.role, printable(flags.name)), words.keep].flatMap(sentenceLines);
    world.stderr.write(`${told.join('\n')}\n`);
    return `${text}\n`;
  });
}

export async function list(context: Context, world: World): Promise<number> {
  const { columns, none } = context.wording.service.credential;
  const date = dateFormat(context.timeZone);
  // The day alone: with the time of day, two of them would leave the name no room in 80 columns.
  const day = (ms: number | null): string => (ms === null ? '' : date(new Date(ms).toISOString()).slice(0, 10));
  const shown: readonly Column<CredentialTable>[] = [
    { title: columns.id, of: ({ id }) => id },
    { title: columns.role, of: ({ role }) => role },
    { title: columns.name, of: ({ name }) => name, most: 24 },
    { title: columns.made, of: ({ created_at }) => day(created_at) },
    { title: columns.revoked, of: ({ revoked_at }) => day(revoked_at) },
  ];
  return await withPresentStore(context, world, async (store) => {
    const rows = printable(await listCredentials(store));
    return rows.length === 0 ? `${none}\n` : `${tableLines(shown, rows).join('\n')}\n`;
  });
}

/** Errors: credentialUnknown, of the store. */
export async function revoke(id: string, context: Context, world: World): Promise<number> {
  return await withPresentStore(context, world, async (store) => {
    if (!(await revokeCredential(store, id, world.clock.now().getTime()))) {
      throw new GracewatchError('credentialUnknown', { id });
    }
    return `${sentenceLines(context.wording.service.credential.revoked(id)).join('\n')}\n`;
  });
}
