/** The program's version: package.json is the only place that states it. */
import manifest from '../../package.json' with { type: 'json' };

export const version: string = manifest.version;
