/** Other processes of the bench, from the build or, in development, from their sources. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from '../../server/root.ts';

const IS_SOURCE = fileURLToPath(import.meta.url).endsWith('.ts');

/** What node is started with. */
export const NODE_ARGS: readonly string[] = ['--expose-gc', ...(IS_SOURCE ? ['--import', 'tsx'] : [])];

/** Path of `tests/bench/NAME.ts` as it runs. */
export function scriptOf(name: 'main' | 'producers' | 'broadcastServer' | 'broadcastClients'): string {
  return IS_SOURCE ? join(ROOT, `tests/bench/${name}.ts`) : join(ROOT, `dist/bench/${name}.js`);
}
