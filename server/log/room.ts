/**
 * Room that stays free on the disk of the data folder: new events are refused while there is still enough of it for the archive to take in
 * what was acknowledged, so that everything can be asked for on a full disk.
 */
import { statfsSync } from 'node:fs';
import { RequestError } from '../parts.ts';

const KEPT_SHARE = 0.1;
const MOST_KEPT_BYTES = 256 * 1024 * 1024;
const RETRY_S = 10;

/** What the senders hear while there is too little room in `dir`; null when there is enough. */
export function refusalForRoom(dir: string): RequestError | null {
  const { blocks, bavail, bsize } = statfsSync(dir);
  const kept = Math.min(MOST_KEPT_BYTES, blocks * bsize * KEPT_SHARE);
  if (bavail * bsize >= kept) return null;
  const message = `the disk of the data folder is full but for the last ${Math.round(kept / 1e6)} MB; nothing was stored`;
  return new RequestError(503, 'disk_full', message, RETRY_S);
}
