/** The settings of the demonstrations' own workspaces. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ratesCsv } from './simulator/currencies.ts';

const SETTINGS = {
  simulator: {
    currency: 'USD',
    metrics: [{ id: 'delivery_days', mean: 'data.delivery_days', unit: 'days' }],
    dimensions: ['data.delivered_late', 'data.age_band'],
  },
  superstore: {
    currency: 'USD',
    metrics: [{ id: 'profit', sum: 'data.profit', unit: 'USD' }],
    dimensions: ['data.sub_category', 'data.ship_mode'],
  },
} as const;

/**
 * Writes `orrery.json` (and for the simulator `rates.csv`) into the workspace `dir` where missing; call it before opening the workspace.
 * `timezone` is that of the company's own: by it a file that is brought while the demonstration is shown is read.
 */
export async function writeDemoSettings(dir: string, demo: keyof typeof SETTINGS, timezone = 'UTC'): Promise<void> {
  await mkdir(dir, { recursive: true });
  const file = join(dir, 'orrery.json');
  await writeNew(file, toText({ ...SETTINGS[demo], timezone }));
  const written = objectOf(await readFile(file, 'utf8'));
  if (written !== null && written.timezone !== timezone) await writeFile(file, toText({ ...written, timezone }));
  if (demo === 'simulator') await writeNew(join(dir, 'rates.csv'), ratesCsv());
}

/** Null where it is none: whoever opens the workspace says so, by the file's name. */
function objectOf(text: string): { readonly timezone?: unknown } | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

function toText(settings: object): string {
  return `${JSON.stringify(settings, null, 2)}\n`;
}

async function writeNew(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
