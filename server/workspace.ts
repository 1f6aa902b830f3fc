/** A workspace: one folder with its log, its archive and its settings, opened and closed together. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { openEngine } from './engine/engine.ts';
import { type Library, openLibrary } from './library/library.ts';
import { openLog } from './log/openLog.ts';
import type { Engine, EventLog } from './parts.ts';
import { loadSettings } from './settings.ts';

/** Folder of the company's own territories, inside its data folder. */
export const TERRITORIES = 'territories';

export interface Workspace {
  readonly dir: string;
  readonly log: EventLog;
  readonly engine: Engine;
  /** Notes and saved views. */
  readonly library: Library;
  close(): Promise<void>;
}

/** Opens the workspace in `dir`, making the folder when it is absent. Throws when another process has it open or its settings are wrong. */
export async function openWorkspace(dir: string, territoryDir = join(dir, TERRITORIES)): Promise<Workspace> {
  mkdirSync(dir, { recursive: true });
  const settings = loadSettings(dir);
  const { port1: enginePort, port2: logPort } = new MessageChannel();
  const opening = openLog({ dir, settings, enginePort });
  const epoch = opening.then((opened) => opened.epoch);
  const engine = await openEngine({ dir, settings, epoch, logPort, territoryDir }).catch(async (error: unknown) => {
    // Else the folder could not be opened again.
    await (await opening).close();
    throw error;
  });
  const log = await opening;
  const close = async () => {
    await log.close();
    await engine.close();
  };
  try {
    const library = openLibrary(dir);
    return {
      dir,
      log,
      engine,
      library,
      close: async () => {
        library.close();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
