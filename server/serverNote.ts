/** `DIR/server.json`: where the server that runs on a workspace answers, for the programs at the command line that look for it. */
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ANSWERS_WITHIN_MS = 5_000;

interface ServerNote {
  readonly url: string;
  readonly pid: number;
  readonly folder: string;
}

/** Notes where this process answers for `dir`. Returns the undo. */
export function noteServer(dir: string, url: string): () => void {
  const file = fileIn(dir);
  writeFileSync(file, JSON.stringify({ url, pid: process.pid, folder: folderOf(dir) } satisfies ServerNote));
  return () => rmSync(file, { force: true });
}

/** The address of the server that runs on this very folder, else null. */
export async function findServer(dir: string): Promise<string | null> {
  try {
    const { url, pid, folder } = JSON.parse(readFileSync(fileIn(dir), 'utf8')) as ServerNote;
    // A copy of a folder brings the note along.
    if (folder !== folderOf(dir)) return null;
    // One that was killed leaves it behind; another server, of another workspace, may answer at its address now.
    process.kill(pid, 0);
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(ANSWERS_WITHIN_MS) });
    return response.ok ? url : null;
  } catch {
    return null;
  }
}

function fileIn(dir: string): string {
  return join(dir, 'server.json');
}

/** Which folder it is, by whatever path it is reached. */
function folderOf(dir: string): string {
  const { dev, ino } = statSync(dir, { bigint: true });
  return `${dev}:${ino}`;
}
