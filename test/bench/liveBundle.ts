/** src/main.ts as it is handed out, bundled, with liveWindows.ts for Windows' own places; and a Node that does nothing. */
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'rolldown';

const bench = import.meta.dirname;
const source = join(bench, '../../src');

export interface Programs {
  readonly main: string;
  readonly bare: string;
}

/** `folder`: where the files go. Paths of the programs. */
export async function bundlePrograms(folder: string): Promise<Programs> {
  let replaced = false;
  await build({
    input: { main: join(source, 'main.ts'), bare: join(bench, 'liveBare.ts') },
    platform: 'node',
    // jsonc-parser's UMD build asks for its parts in a way that no bundler can follow.
    resolve: { mainFields: ['module', 'main'] },
    plugins: [
      {
        name: 'other places',
        resolveId(asked) {
          if (asked !== './evidence/windows.ts') return null;
          replaced = true;
          return join(bench, 'liveWindows.ts');
        },
      },
    ],
    output: {
      dir: folder,
      format: 'esm',
      minify: true,
      entryFileNames: '[name].mjs',
      chunkFileNames: '[name]-[hash].mjs',
    },
    logLevel: 'warn',
  });
  if (!replaced) throw new Error('src/main.ts asks for its places elsewhere now');
  copyFileSync(join(source, 'evidence/powershell/collect.ps1'), join(folder, 'collect.ps1'));
  return { main: join(folder, 'main.mjs'), bare: join(folder, 'bare.mjs') };
}
