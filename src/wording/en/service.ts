/** What the agent, the collector and their tools say on the command line. */
import { page } from './page.ts';
import { days, duration } from './words.ts';

const { number, machines } = page;
const deliveries = (count: number): string => `${number(count)}\u00a0${count === 1 ? 'delivery' : 'deliveries'}`;

/** Makes a credential for the page of the demo. */
const another = (store: string): string => `npx gracewatch credential add --role reader --name me --store ${store}`;

export const service = {
  help: {
    capture: 'an evidence file of this machine, to be looked at elsewhere',
    captureFile: 'file to write, or - for standard output',
    run: 'agent: gather, judge, spool, deliver to the collector; every agent.everyHours, or once',
    once: 'one cycle, then end (for Task Scheduler); without it, resident until it is told to end',
    ifOlderThan: 'with --once: nothing is done where the last success is younger',
    runEvidence: 'evidence file to deliver instead of asking this machine',
    stateFolder: 'folder of identity, spool and lock (default: agent.stateFolder)',
    collector: 'address of the collector (default: collector.url of the configuration)',
    runExit:
      'Exit code of --once: 0 delivered or safely spooled; 1 what waits has waited longer than spool.warnAfterHours; 3 could not gather, or neither delivered nor spooled. Resident: 0 when it was told to end.',
    serve: 'collector: take in deliveries, keep them, answer questions, show the page',
    host: 'address to listen on (default: serve.host)',
    port: 'port to listen on (default: serve.port)',
    store: 'file, or postgres://… (default: serve.store)',
    demo: 'a collector here with a sample fleet; its page is the quickest way to see gracewatch',
    folder: 'folder of the demo (default: gracewatch-demo here)',
    credential: 'make, list and revoke the credentials of agents and people',
    add: 'make one; its text is shown once',
    list: 'show all, without their texts',
    revoke: 'end one; it is refused within seconds',
    role: 'agent (delivers for itself), reader (asks), admin (both, for any machine)',
    name: 'who or what it is for',
    agent: 'id of the agent, for role agent (gracewatch run shows it)',
    id: 'its id, as gracewatch credential list shows it',
    backup: 'a consistent copy of the store, while the collector runs (SQLite)',
    backupFile: 'file to write; it must not be there yet',
    restore: 'put a backup in the place of the store; the present one is kept beside it',
    restoreFile: 'file that gracewatch backup wrote',
  },
  captured: (file: string): string =>
    `Written: ${file}. It names this machine; gracewatch check --evidence reads it anywhere.`,
  run: {
    agent: (id: string): string => `Agent ${id}`,
    delivered: (count: number, url: string): string => `Delivered to ${url}: ${deliveries(count)}.`,
    known: (count: number): string => `${deliveries(count)} the collector had already, or something newer.`,
    setAside: (count: number, folder: string): string => `${deliveries(count)} set aside in ${folder}: refused.`,
    waiting: (count: number, minutes: number): string =>
      `${deliveries(count)} kept here safely, sent again with the next run${minutes < 1 ? '' : `; the oldest for ${duration(minutes)}`}.`,
    noCollector: (count: number): string => `No collector is set (collector.url): ${deliveries(count)} kept here.`,
    minutesOnce: '--if-older-than takes whole minutes, and is only for --once',
    fresh: 'Nothing to do: the last success is younger than --if-older-than.',
    stdinOnce: '--evidence - is only for --once: standard input can be read one time',
    resident: {
      started: (hours: number, next: string, minutes: number): string =>
        `At work ${hours === 1 ? 'every hour' : `every ${hours} hours`}, next at ${next} or up to ${minutes} minutes later; what was missed is made up for at once. Ctrl-C ends it.`,
      at: (date: string): string => `${date}:`,
      next: (date: string): string => `Next at ${date}.`,
      stopping: 'Ending: what has been gathered is kept or delivered first.',
      stopped: 'Ended.',
    },
  },
  serve: {
    listening: (url: string, store: string): string => `Collector at ${url} (store: ${store}). Ctrl-C ends it.`,
    open: 'There is no credential yet: anybody on this computer may read and deliver, nobody else.',
    stopping: 'Ending: requests that have begun are answered first.',
    stopped: 'Ended.',
  },
  demo: {
    collector: (url: string, folder: string): string => `Collector at ${url}, data in ${folder}`,
    fleet: (count: number): string =>
      `${number(count)} sample machines report, each through an agent cycle of its own:`,
    past: (count: number, daysAgo: number): string =>
      `${machines(count)} ${count === 1 ? 'was' : 'were'} last heard of ${days(daysAgo)} ago.`,
    failed: 'not delivered; it waits in its spool',
    page: (url: string): string => `Page: ${url}/`,
    signIn: (credential: string): string => `Sign in with: ${credential}`,
    once: (store: string): string => `Shown this once; another one: ${another(store)}`,
    again: (store: string): string =>
      `Sign in with the credential that the first start showed; another one: ${another(store)}`,
    alive: 'Machines go on reporting. Ctrl-C ends it; started again, it goes on with the same data.',
  },
  credential: {
    made: (role: string, name: string): string => `Credential for ${name} (${role}):`,
    keep: 'It is shown this once. Keep it where only those who need it can read it.',
    none: 'There is no credential.',
    agentOnly: '--agent is only for --role agent',
    revoked: (id: string): string => `${id} is revoked.`,
    columns: { id: 'Id', role: 'Role', name: 'Name', made: 'Made', revoked: 'Revoked' },
  },
  backup: {
    done: (file: string, count: number): string => `${file}: written and checked, ${machines(count)}.`,
    restored: (store: string, count: number): string => `${store}: restored, ${machines(count)}.`,
    kept: (file: string): string => `What was there before is kept as ${file}.`,
  },
};
