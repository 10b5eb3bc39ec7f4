/** The environment of the programs that are asked. */

/** Our own settings, a credential among them, are nobody else's; with PowerShell 7's modules first, 5.1 loads none. */
const ours = /^(?:GRACEWATCH_|PSMODULEPATH$)/i;

export function childEnvironment(given: Readonly<NodeJS.ProcessEnv>): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(given).filter(([name]) => !ours.test(name)));
}
