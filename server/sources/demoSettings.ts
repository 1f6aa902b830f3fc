/** The settings of the demonstrations' own workspaces. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ratesCsv } from './simulator/currencies.ts';

const SETTINGS = {
  simulator: {
    currency: 'USD',
    timezone: 'UTC',
    metrics: [{ id: 'delivery_days', mean: 'data.delivery_days', unit: 'days' }],
    dimensions: ['data.delivered_late', 'data.age_band'],
  },
  superstore: {
    currency: 'USD',
    timezone: 'UTC',
    metrics: [{ id: 'profit', sum: 'data.profit', unit: 'USD' }],
    dimensions: ['data.sub_category', 'data.ship_mode'],
  },
} as const;

/** Writes `orrery.json` (and for the simulator `rates.csv`) into the workspace `dir` where missing; call it before opening the workspace. */
export async function writeDemoSettings(dir: string, demo: keyof typeof SETTINGS): Promise<void> {
  await mkdir(dir, { recursive: true });
  await writeNew(join(dir, 'orrery.json'), `${JSON.stringify(SETTINGS[demo], null, 2)}\n`);
  if (demo === 'simulator') await writeNew(join(dir, 'rates.csv'), ratesCsv());
}

async function writeNew(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
