/** Memory of a server process, as the system sees it. */
import { readFileSync } from 'node:fs';

/** Resident memory, MB; 0 where the system does not say. */
export function residentMb(pid: number | undefined): number {
  try {
    return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
