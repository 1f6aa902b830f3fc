/** The server that an import sends to: the one that runs on the workspace, else one of its own without a screen. */
import { existsSync, readdirSync } from 'node:fs';
import { findServer } from '../../serverNote.ts';

export interface Target {
  readonly url: string;
  /** Whether the server was there before. */
  readonly running: boolean;
  close(): Promise<void>;
}

/** Whether events were ever kept in this folder: what asks about them must not make a workspace of a slip of the pen. */
export function holdsLog(dir: string): boolean {
  return existsSync(dir) && readdirSync(dir).some((name) => /^log-\d+\.db$/.test(name));
}

/** Finds the server that has noted itself in `dataDir/server.json`, or starts one for the time of the import. */
export async function openTarget(dataDir: string): Promise<Target> {
  const url = await findServer(dataDir);
  if (url !== null) return { url, running: true, close: async () => undefined };
  const { createApp } = await import('../../app.ts');
  const app = await createApp({ dataDir, port: 0, host: '127.0.0.1', demo: 'none', web: false });
  return { url: app.url, running: false, close: () => app.close() };
}
