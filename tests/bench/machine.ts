/** Whether a figure of wall time tells of the server or of a machine that others were using. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import type { Row } from './row.ts';

/** Above this share (%) of the processors taken by others, wall time measures the machine. */
export const MOST_TAKEN = 10;
const TICK_MS = 10;
/** Fields of /proc/ID/stat behind the name: the parent; its own time in programs and in the kernel, then that of its children that have ended. */
const [PARENT, OWN] = [1, 11];

/**
 * Watches from now on; asked, it tells the share (%) of the machine's processors that went to others than this process and those that
 * it started. How long work waits would not do: a part that keeps all processors busy waits for itself. 0 without /proc.
 */
export function watchOthers(): () => number {
  const [busyBefore, ownBefore, startMs] = [busyMs(), ownMs(), performance.now()];
  return () => {
    const others = busyMs() - busyBefore - (ownMs() - ownBefore);
    return Math.max(0, (100 * others) / ((performance.now() - startMs) * availableParallelism()));
  };
}

/** The row as it is, or void where others took too much of the machine for it to tell anything. */
export function unlessTaken(taken: number, row: Row): Row {
  if (!(taken > MOST_TAKEN)) return row;
  return { ...row, peer: `VOID: others took ${taken.toFixed(0)} % of the machine; ${row.peer}`, holds: null };
}

/** What all processors have worked since the machine began, and what was taken from it by its host. */
function busyMs(): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, soft = 0, stolen = 0] = numbersOf(read('/proc/stat').split('\n')[0]?.slice(4) ?? '');
  return (user + nice + system + irq + soft + stolen) * TICK_MS;
}

/** Processor time (ms) of this process and all that descend from it. */
export function ownMs(): number {
  return familyMs(process.pid, new Map(processes().map((id) => [id, read(`/proc/${id}/stat`)])));
}

/** Processor time (ms) of a process and all that descend from it, with those that have ended, by what /proc/ID/stat says of each. */
export function familyMs(root: number, stats: ReadonlyMap<number, string>): number {
  // A name may hold anything. Of a process that has just ended there is nothing.
  const fields = Array.from(stats, ([id, stat]) => [id, numbersOf(stat.slice(stat.lastIndexOf(')') + 1))] as const);
  const family = new Set([root]);
  // A parent may come behind its children.
  for (let known = 0; known < family.size; ) {
    known = family.size;
    for (const [id, { [PARENT]: parent = 0 }] of fields) if (family.has(parent)) family.add(id);
  }
  return fields.reduce((sum, [id, { [OWN]: own = 0, [OWN + 1]: system = 0, [OWN + 2]: ended = 0, [OWN + 3]: endedSystem = 0 }]) => {
    return family.has(id) ? sum + (own + system + ended + endedSystem) * TICK_MS : sum;
  }, 0);
}

function processes(): number[] {
  return existsSync('/proc/stat') ? readdirSync('/proc').map(Number).filter(Number.isInteger) : [];
}

function numbersOf(text: string): number[] {
  return text.trim().split(/\s+/).map(Number);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
