/** The groups of a folded view: how many rows each has, its tallies, and which changed since the last release. */
import type { NumberedIds } from '../../../src/protocol/encodeFrame.ts';
import { grown } from '../grown.ts';
import type { CodedRows, RowShape } from './codedRows.ts';
import { GroupIndex } from './groupIndex.ts';
import { numberByOrdinal } from './numberGroups.ts';
import type { Ordinals } from './ordinals.ts';
import type { Tally } from './tallies.ts';

export interface GroupTable {
  /** Groups that are shown, before any limit; as it was when the changed ones were taken last. */
  readonly count: number;
  /** Rows with an amount that had no rate. */
  readonly unconverted: number;
  /** Takes coded rows in (`sign` 1) or out (-1). Throws CapExceeded. */
  fold(rows: CodedRows, sign: 1 | -1): void;
  /** Adds groups as the archive counted them, by their codes; answers the group's number. */
  seed(codeAt: (dimension: number) => number, rows: number): number;
  seedUnconverted(rows: number): void;
  touch(group: number): void;
  isDirty(): boolean;
  /** Groups that changed since the last call. The numbers of empty ones stay theirs until `release`. */
  takeDirty(): Int32Array;
  isAlive(group: number): boolean;
  aliveGroups(): number[];
  /** Gives the number of an empty group away. */
  release(group: number): void;
  codeOf(group: number, dimension: number): number;
  /** Ids of groups in a dimension; `idOf` names its codes. */
  idsOf(groups: ArrayLike<number>, dimension: number, idOf: (code: number) => string | null): NumberedIds;
  /** With its tallies. */
  bytes(): number;
}

/** Groups of the rows that are being folded: no fold lasts longer than its call. */
let groups = new Int32Array(0);

interface Options {
  /** With more, CapExceeded is thrown. */
  readonly mostGroups: number;
  /** Whether rows leave: only then groups are emptied, and their rows counted. */
  readonly slides: boolean;
}

export function createGroupTable({ tuples, offsets }: RowShape, tallies: readonly Tally[], { mostGroups, slides }: Options): GroupTable {
  const { ordinals } = tuples;
  const canEmpty = slides && ordinals.length > 0;
  const index = new GroupIndex(tuples, mostGroups);
  let rowsOf = new Float64Array(0);
  /** 1 for the groups that are in `alive`. */
  let isCounted = new Uint8Array(0);
  let unconverted = 0;
  let alive = 0;
  const seeded = {
    batch: null,
    length: 1,
    columns: ordinals.map(() => new Int32Array(1)),
    rows: new Int32Array(1),
    count: 1,
    unconverted: 0,
  };

  if (ordinals.length === 0) seedGroup(() => 0);

  function seedGroup(codeAt: (dimension: number) => number): number {
    for (const [at, column] of seeded.columns.entries()) column[0] = ordinals[at]?.of(codeAt(at)) ?? 0;
    numberGroups(seeded);
    return groups[0] as number;
  }

  function numberGroups(rows: CodedRows): void {
    groups = grown(groups, rows.count);
    index.number(rows, groups);
    if (canEmpty) rowsOf = grown(rowsOf, index.end);
  }

  function countRows(count: number, sign: 1 | -1): void {
    const [of, rows] = [groups, rowsOf];
    for (let at = 0; at < count; at++) {
      const group = of[at] as number;
      rows[group] = (rows[group] as number) + sign;
    }
  }

  const isAlive = (group: number): boolean => !canEmpty || (rowsOf[group] as number) > 0;

  return {
    get count() {
      return alive;
    },
    get unconverted() {
      return unconverted;
    },
    fold(rows, sign) {
      numberGroups(rows);
      if (canEmpty) countRows(rows.count, sign);
      unconverted += sign * rows.unconverted;
      for (let at = 0; at < tallies.length; at++) {
        tallies[at]?.fold(
          { columns: rows.columns, first: offsets[at] as number, rows: rows.rows, count: rows.count, groups, end: index.end },
          sign,
        );
      }
    },
    seed(codeAt, rows) {
      const group = seedGroup(codeAt);
      if (canEmpty) rowsOf[group] = (rowsOf[group] as number) + rows;
      return group;
    },
    seedUnconverted(rows) {
      unconverted += rows;
    },
    touch: (group) => index.touch(group),
    isDirty: () => index.hasChanged,
    takeDirty() {
      const taken = index.takeChanged();
      isCounted = grown(isCounted, index.end);
      for (const group of taken) {
        const now = isAlive(group) ? 1 : 0;
        alive += now - (isCounted[group] as number);
        isCounted[group] = now;
      }
      return taken;
    },
    isAlive,
    aliveGroups: () => Array.from({ length: index.end }, (_, group) => group).filter(isAlive),
    release(group) {
      for (const tally of tallies) tally.clear(group);
      index.delete(group);
    },
    bytes: () => tallies.reduce((sum, tally) => sum + tally.bytes(), index.bytes + rowsOf.byteLength + isCounted.byteLength),
    codeOf: (group, at) => ordinals[at]?.codeOf(index.part(group, at)) ?? 0,
    idsOf(groups, dimension, idOf) {
      const { codeOf } = ordinals[dimension] as Ordinals;
      return numberByOrdinal(index.partsOf(groups, dimension), (ordinal) => idOf(codeOf(ordinal)));
    },
  };
}
