/** How the bench tells a slow server from a machine that others use, and what it says of rows that this makes void. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { familyMs, ownMs, unlessTaken, watchOthers } from '../bench/machine.ts';
import { closingWords, type Row } from '../bench/row.ts';

const ROW: Row = { name: 'a figure', value: 5, unit: 's', peer: 'beside a peer', goal: '≤ 3 s', holds: false };
const SPIN_MS = 400;
const SPIN = `while (process.cpuUsage().user < ${SPIN_MS * 1000});`;

/** As /proc/ID/stat says it; times in ticks of 10 ms, of itself and of children that have ended. */
function stat(name: string, parent: number, [user, system, ended, endedSystem]: readonly number[]): string {
  return `7 (${name}) S ${parent} 1 1 0 -1 4194560 100 200 3 4 ${user} ${system} ${ended} ${endedSystem} 20 0 11 0 5000 1000000 2000`;
}

describe('the processor time of a family', () => {
  it('is that of a process and its descendants, those that have ended and those listed before their parents too, and of nobody else', () => {
    const stats = new Map([
      [1, stat('init', 0, [1000, 1000, 1000, 1000])],
      [20, stat('client) S 99 (', 30, [1, 2, 0, 0])],
      [25, stat('someone else', 1, [500, 500, 0, 0])],
      [30, stat('server', 40, [10, 0, 0, 5])],
      [35, ''],
      [40, stat('bench', 1, [100, 0, 50, 0])],
    ]);
    expect(familyMs(40, stats)).toBe(10 * (1 + 2 + 10 + 5 + 100 + 50));
    expect(familyMs(30, stats)).toBe(10 * (1 + 2 + 10 + 5));
    expect(familyMs(99, stats)).toBe(0);
  });

  it.runIf(existsSync('/proc/stat'))('has what a child used that has ended', () => {
    const [before, others] = [ownMs(), watchOthers()];
    spawnSync(process.execPath, ['-e', SPIN]);
    expect(ownMs() - before).toBeGreaterThanOrEqual(SPIN_MS);
    const taken = others();
    expect(taken).toBeGreaterThanOrEqual(0);
    expect(taken).toBeLessThanOrEqual(110);
  });
});

describe('a row', () => {
  it('is void where others took much of the machine, and stands where they did not or nobody knows', () => {
    expect(unlessTaken(3, ROW)).toBe(ROW);
    expect(unlessTaken(Number.NaN, ROW)).toBe(ROW);
    const isVoid = unlessTaken(42.4, { ...ROW, holds: true });
    expect(isVoid).toEqual({ ...ROW, peer: 'VOID: others took 42 % of the machine; beside a peer', holds: null });
  });

  it('that is void is neither held nor missed at the end', () => {
    expect(closingWords([{ holds: true }, { holds: false }, { holds: true }])).toBe('2 of 3 goals hold, 1 missed, 0 void.');
    expect(closingWords([{ holds: true }, { holds: null }, { holds: null }])).toBe(
      '1 of 3 goals hold, 0 missed, 2 void: others had the machine, run these again.',
    );
  });
});
