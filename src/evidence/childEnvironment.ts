/** The environment of the programs that are asked. */

/** Our own settings, a credential among them, are nobody else's; where modules lie, only Windows' own folder says. */
const ours = /^(?:GRACEWATCH_|PSMODULEPATH$)/i;

export function childEnvironment(given: Readonly<NodeJS.ProcessEnv>): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(given).filter(([name]) => !ours.test(name)));
}
