/** The server that an import sends to: the one that runs on the workspace, else one of its own without a screen. */
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

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

async function findServer(dataDir: string): Promise<string | null> {
  const note = await readFile(join(dataDir, 'server.json'), 'utf8').catch(() => null);
  if (note === null) return null;
  try {
    const { url, pid } = JSON.parse(note) as { url: string; pid: number };
    // The note of a server that was killed may name an address where another one, of another workspace, answers now.
    process.kill(pid, 0);
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(5_000) });
    return response.ok ? url : null;
  } catch {
    return null;
  }
}
