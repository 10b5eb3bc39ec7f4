/** How the collector serves and where it keeps what it was told. */
import * as z from 'zod';
import { Secret } from '../platform/secret.ts';

export const serveSettings = z.strictObject({
  /** Address to listen on; anything but loopback needs credentials. */
  host: z.string().min(1).default('127.0.0.1'),
  port: z.int().min(0).max(65_535).default(8787),
  /** A file (SQLite), or postgres://user@host/database. auto: the system's place for program data. */
  store: z.string().min(1).default('auto'),
  /** The password of a PostgreSQL store, so that it need not stand in its address; null: as the address says. */
  storePassword: z
    .string()
    .min(1)
    .transform((value) => new Secret(value))
    .nullable()
    .default(null),
  /** How often what is due is judged anew. */
  sweepSeconds: z.number().min(1).max(86_400).default(60),
  /** Ids of deliveries are remembered for so many days, so that a late repetition is known. */
  rememberDays: z.int().min(1).max(3650).default(90),
});

export type ServeSettings = z.output<typeof serveSettings>;
