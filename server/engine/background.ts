/** Questions give way: what computes them has a lower priority than what takes events in and tells them. */
import { readlink } from 'node:fs/promises';
import { platform, setPriority } from 'node:os';
import { basename } from 'node:path';

/** Niceness: beside the others, about a tenth of a core where there is not enough for all. */
const NICENESS = 10;
/** Threads of Node's pool; DuckDB works in them and in threads that they start. */
const POOL = Number(process.env.UV_THREADPOOL_SIZE ?? 4);
const MOST_ROUNDS = 50;

/**
 * Lowers the priority of the pool's threads, and so of all that DuckDB starts from then on. Linux alone counts the niceness by thread;
 * elsewhere, and where it is not allowed, nothing changes.
 */
export async function sendPoolToBackground(): Promise<void> {
  if (platform() !== 'linux') return;
  const threads = new Set<number>();
  try {
    for (let round = 0; threads.size < POOL && round < MOST_ROUNDS; round++) {
      // Each is read by one of the pool's threads, and answers with its own number.
      const links = await Promise.all(Array.from({ length: 4 * POOL }, () => readlink('/proc/thread-self')));
      for (const link of links) threads.add(Number(basename(link)));
    }
    for (const thread of threads) setPriority(thread, NICENESS);
  } catch (error) {
    console.error(`engine: questions have the priority of everything else (${error instanceof Error ? error.message : error})`);
  }
}
