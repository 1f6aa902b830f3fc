/** The groups of a folded view: how many rows each has, its tallies, and which changed since the last release. */
import type { RowShape } from './rowReader.ts';
import type { Tally } from './tallies.ts';
import { grown, TupleIndex } from './tupleIndex.ts';

export interface GroupTable {
  /** One more than the largest group number. */
  readonly end: number;
  /** Groups that are shown, before any limit. */
  readonly count: number;
  /** Rows with an amount that had no rate. */
  readonly unconverted: number;
  /** Takes a coded row in (`sign` 1) or out (-1). Throws CapExceeded. */
  apply(row: Float64Array, sign: 1 | -1): void;
  /** Adds groups as the archive counted them; answers the group's number. */
  seed(codeAt: (dimension: number) => number, rows: number): number;
  seedUnconverted(rows: number): void;
  touch(group: number): void;
  isDirty(): boolean;
  /** Groups that changed since the last call; empty ones are gone from the count. Their numbers stay theirs until `release`. */
  takeDirty(): readonly number[];
  isAlive(group: number): boolean;
  /** Gives the number of an empty group away. */
  release(group: number): void;
  codeOf(group: number, dimension: number): number;
}

/** `mostGroups`: with more, CapExceeded is thrown. */
export function createGroupTable(shape: RowShape, tallies: readonly Tally[], mostGroups: number): GroupTable {
  const isGrouped = shape.dimensions > 0;
  const index = new TupleIndex({ width: shape.dimensions, cap: mostGroups, what: 'groups' });
  let rowsOf = new Float64Array(16);
  let isTouched = new Uint8Array(16);
  let dirty: number[] = [];
  let unconverted = 0;
  let alive = 0;

  if (!isGrouped) {
    index.add();
    alive = 1;
  }

  function touch(group: number): void {
    isTouched = grown(isTouched, group + 1);
    if (isTouched[group] === 1) return;
    isTouched[group] = 1;
    dirty.push(group);
  }

  function addRows(group: number, rows: number): void {
    rowsOf = grown(rowsOf, group + 1);
    const before = rowsOf[group] as number;
    rowsOf[group] = before + rows;
    if (isGrouped && before === 0) alive++;
    if (isGrouped && before + rows === 0) alive--;
    touch(group);
  }

  return {
    get end() {
      return index.end;
    },
    get count() {
      return alive;
    },
    get unconverted() {
      return unconverted;
    },
    apply(row, sign) {
      for (let at = 0; at < shape.dimensions; at++) index.probe[at] = row[at] as number;
      const group = index.add();
      addRows(group, sign);
      unconverted += sign * (row[shape.unconverted] as number);
      for (let at = 0; at < tallies.length; at++) {
        const tally = tallies[at] as Tally;
        if (sign === 1) tally.add(group, row, shape.offsets[at] as number);
        else tally.remove(group, row, shape.offsets[at] as number);
      }
    },
    seed(codeAt, rows) {
      for (let at = 0; at < shape.dimensions; at++) index.probe[at] = codeAt(at);
      const group = index.add();
      if (rows > 0) addRows(group, rows);
      return group;
    },
    seedUnconverted(rows) {
      unconverted += rows;
    },
    touch,
    isDirty: () => dirty.length > 0,
    takeDirty() {
      const taken = dirty;
      dirty = [];
      for (const group of taken) isTouched[group] = 0;
      return taken;
    },
    isAlive: (group) => !isGrouped || (rowsOf[group] ?? 0) > 0,
    release(group) {
      for (const tally of tallies) tally.clear(group);
      index.delete(group);
    },
    codeOf: (group, dimension) => index.part(group, dimension),
  };
}
