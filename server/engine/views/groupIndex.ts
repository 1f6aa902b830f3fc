/** Numbers the groups of a view: dense from 0, freed numbers given out again. */
import { grown } from '../grown.ts';
import { CapExceeded } from './capExceeded.ts';
import type { CodedRows } from './codedRows.ts';
import { type TagForm, type Tuples, tagAt } from './tuples.ts';

/** A table with a place for every cell is at most so long, or so many times the groups that there are; else groups are found by hash. */
const FREE_CELLS = 1 << 16;
const CELLS_A_GROUP = 4;
/** Rows whose places in a hash table are read ahead, together: they are far apart, and so the processor waits for many of them at a time. */
const AT_ONCE = 256;
/** What was read ahead goes here, so that no compiler leaves the reading out. */
const readAhead = new Int32Array(1);

/** `cap`: most groups held at once. */
export class GroupIndex {
  private readonly tuples: Tuples;
  private readonly width: number;
  private readonly cap: number;
  /** Ordinals of each group, side by side. */
  private parts: Int32Array;
  /**
   * Group + 1 of the groups that changed since the last release, -(group + 1) of the others, 0 where free. So a row is counted to a group
   * and the group to the changed with one look. By cell; or by hash, with the group's tag behind each, in a table for a power of two of
   * groups that is at most half full.
   */
  private places = new Int32Array(1);
  private isByCell = true;
  private form: TagForm;
  private readonly freed: number[] = [];
  private used = 0;
  private changed = new Int32Array(16);
  private changedCount = 0;
  /** Where they stand, while no group has moved. */
  private changedPlaces = new Int32Array(16);
  private hasMoved = false;

  constructor(tuples: Tuples, cap: number) {
    this.tuples = tuples;
    this.width = tuples.ordinals.length;
    this.cap = cap;
    this.parts = new Int32Array(16 * this.width);
    this.form = tuples.form();
    this.rebuild();
  }

  /** One more than the largest number given out. */
  get end(): number {
    return this.used;
  }

  get bytes(): number {
    return this.parts.byteLength + this.places.byteLength + 2 * this.changed.byteLength + 8 * this.freed.length;
  }

  /** Groups changed since they were taken last. */
  get hasChanged(): boolean {
    return this.changedCount > 0;
  }

  /** The groups that changed since the last call. */
  takeChanged(): Int32Array {
    const taken = this.changed.slice(0, this.changedCount);
    for (let at = 0; at < taken.length; at++) {
      const group = taken[at] as number;
      this.places[this.hasMoved ? this.placeOf(group) : (this.changedPlaces[at] as number)] = -(group + 1);
    }
    this.changedCount = 0;
    this.hasMoved = false;
    return taken;
  }

  /** Counts a group to the changed. */
  touch(group: number): void {
    const place = this.placeOf(group);
    if ((this.places[place] as number) < 0) this.touchAt(place);
  }

  private touchAt(place: number): number {
    const group = -(this.places[place] as number) - 1;
    this.places[place] = group + 1;
    this.changed = grown(this.changed, this.changedCount + 1);
    this.changedPlaces = grown(this.changedPlaces, this.changedCount + 1);
    this.changedPlaces[this.changedCount] = place;
    this.changed[this.changedCount++] = group;
    return group;
  }

  /** Writes the group of each row into `groups` and counts them to the changed; new tuples become groups. Throws {@link CapExceeded}. */
  number(rows: CodedRows, groups: Int32Array): void {
    if (this.form !== this.tuples.form()) this.rebuild();
    const tags = this.tuples.tags(rows);
    // The table may change its kind at a new group: the rows after it are found in the new one.
    for (let done = 0; done < rows.count; ) {
      done = this.isByCell ? this.numberByCell(rows, tags, done, groups) : this.numberByHash(rows, tags, done, groups);
    }
  }

  /** Ordinal `at` of a group. */
  part(group: number, at: number): number {
    return this.parts[group * this.width + at] as number;
  }

  /** Ordinal `at` of each group. */
  partsOf(groups: ArrayLike<number>, at: number): Int32Array {
    const { parts, width } = this;
    const found = new Int32Array(groups.length);
    for (let which = 0; which < found.length; which++) found[which] = parts[(groups[which] as number) * width + at] as number;
    return found;
  }

  delete(group: number): void {
    this.freed.push(group);
    this.hasMoved = this.hasChanged;
    let hole = this.placeOf(group);
    const { places } = this;
    places[hole] = 0;
    if (this.isByCell) return;
    const mask = places.length - 2;
    for (let place = (hole + 2) & mask; places[place] !== 0; place = (place + 2) & mask) {
      const wanted = spread(places[place + 1] as number) & mask;
      // What would be found from its wanted place only across the hole moves into it.
      if (((place - wanted) & mask) < ((place - hole) & mask)) continue;
      places[hole] = places[place] as number;
      places[hole + 1] = places[place + 1] as number;
      places[place] = 0;
      hole = place;
    }
  }

  private numberByCell(coded: CodedRows, cells: Int32Array, from: number, groups: Int32Array): number {
    const { rows, count } = coded;
    const at = findByCell(this.places, cells, rows, groups, from, count);
    if (at === count) return at;
    const row = rows[at] as number;
    groups[at] = this.take(coded, row, cells[row] as number);
    return at + 1;
  }

  private numberByHash(coded: CodedRows, tags: Int32Array, from: number, groups: Int32Array): number {
    const { rows, count } = coded;
    const { places, parts, form } = this;
    const mask = places.length - 2;
    for (let at = from, near = from; at < count; at++) {
      if (at === near) {
        near = Math.min(at + AT_ONCE, count);
        touch(places, tags, rows, at, near);
      }
      const row = rows[at] as number;
      const tag = tags[row] as number;
      let place = spread(tag) & mask;
      let found = places[place] as number;
      while (found !== 0 && (places[place + 1] !== tag || !(form.isExact || this.isTuple(Math.abs(found) - 1, coded, row)))) {
        place = (place + 2) & mask;
        found = places[place] as number;
      }
      if (found === 0) places[place + 1] = tag;
      groups[at] = found > 0 ? found - 1 : this.take(coded, row, place);
      if (this.places !== places || this.parts !== parts) return at + 1;
    }
    return count;
  }

  /** The group of a row whose place is free, or not yet counted to the changed. */
  private take(coded: CodedRows, row: number, place: number): number {
    return this.places[place] === 0 ? this.insert(coded, row, place) : this.touchAt(place);
  }

  private isTuple(group: number, { columns }: CodedRows, row: number): boolean {
    const { width, parts } = this;
    for (let at = 0; at < width; at++) if (parts[group * width + at] !== (columns[at] as Int32Array)[row]) return false;
    return true;
  }

  private insert({ columns }: CodedRows, row: number, place: number): number {
    const size = this.used - this.freed.length;
    if (size >= this.cap) throw new CapExceeded('groups', this.cap);
    const group = this.freed.pop() ?? this.used++;
    this.parts = grown(this.parts, this.used * this.width);
    for (let at = 0; at < this.width; at++) this.parts[group * this.width + at] = (columns[at] as Int32Array)[row] as number;
    this.places[place] = -(group + 1);
    this.touchAt(place);
    if (!this.isByCell && (size + 1) * 4 > this.places.length) this.rebuild();
    return group;
  }

  /** Makes the table anew: by cell where that makes it short enough. */
  private rebuild(): void {
    const [before, step] = [this.places, this.isByCell ? 1 : 2];
    const form = this.tuples.form();
    const hasTags = step === 2 && form === this.form;
    const count = this.used - this.freed.length;
    this.hasMoved = true;
    this.form = form;
    this.isByCell = form.cells <= Math.max(FREE_CELLS, CELLS_A_GROUP * count);
    this.places = new Int32Array(this.isByCell ? form.cells : Math.max(64, 2 ** (34 - Math.clz32(count))));
    for (let at = 0; at < before.length; at += step) {
      const found = before[at] as number;
      if (found !== 0) this.put(found, hasTags ? (before[at + 1] as number) : this.tagOf(Math.abs(found) - 1));
    }
  }

  private put(found: number, tag: number): void {
    const { places } = this;
    if (this.isByCell) {
      places[tag] = found;
      return;
    }
    const mask = places.length - 2;
    let place = spread(tag) & mask;
    while (places[place] !== 0) place = (place + 2) & mask;
    places[place] = found;
    places[place + 1] = tag;
  }

  /** Where a group stands, or would stand if it were added. */
  private placeOf(group: number): number {
    const tag = this.tagOf(group);
    if (this.isByCell) return tag;
    const { places } = this;
    const mask = places.length - 2;
    let place = spread(tag) & mask;
    while (places[place] !== 0 && Math.abs(places[place] as number) !== group + 1) place = (place + 2) & mask;
    return place;
  }

  private tagOf(group: number): number {
    return tagAt(this.form, this.parts, group * this.width);
  }
}

/** Where in a table of two words a place a tag is wanted, but for the mask: an even number. */
function spread(tag: number): number {
  const product = Math.imul(tag, 0x9e3779b1);
  return (product ^ (product >>> 15)) << 1;
}

/** Reads where the tags of rows are wanted, without a decision between. */
function touch(places: Int32Array, tags: Int32Array, rows: Int32Array, from: number, end: number): void {
  const mask = places.length - 2;
  let all = 0;
  for (let at = from; at < end; at++) all |= places[spread(tags[rows[at] as number] as number) & mask] as number;
  readAhead[0] = all;
}

/** Writes the groups of rows until one is new or changes for the first time; answers where. A loop that calls nothing takes half the time. */
function findByCell(places: Int32Array, cells: Int32Array, rows: Int32Array, groups: Int32Array, from: number, count: number): number {
  for (let at = from; at < count; at++) {
    const found = places[cells[rows[at] as number] as number] as number;
    if (found <= 0) return at;
    groups[at] = found - 1;
  }
  return count;
}
