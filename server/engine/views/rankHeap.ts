import { grown } from '../grown.ts';

/** Groups in a heap that knows where each of them is, so that one may change its rank or leave. */
export class RankHeap {
  private readonly isBefore: (a: number, b: number) => boolean;
  private readonly heap: number[] = [];
  /** Place + 1 in the heap by group, 0 where it is not in it. */
  private places = new Int32Array(16);

  /** The top is before all others. */
  constructor(isBefore: (a: number, b: number) => boolean) {
    this.isBefore = isBefore;
  }

  get size(): number {
    return this.heap.length;
  }

  get bytes(): number {
    return this.places.byteLength + 8 * this.heap.length;
  }

  get top(): number {
    return this.heap[0] as number;
  }

  groups(): Iterable<number> {
    return this.heap;
  }

  has(group: number): boolean {
    return (this.places[group] ?? 0) > 0;
  }

  add(group: number): void {
    this.places = grown(this.places, group + 1);
    this.rise(group, this.heap.push(group) - 1);
  }

  /** A group's rank has changed: towards the top, or away from it. */
  move(group: number, isUp: boolean): void {
    const place = (this.places[group] as number) - 1;
    if (isUp) this.rise(group, place);
    else this.sink(group, place);
  }

  delete(group: number): void {
    const place = (this.places[group] as number) - 1;
    const last = this.heap.pop() as number;
    this.places[group] = 0;
    if (last === group) return;
    this.rise(last, place);
    if (this.heap[place] === last) this.sink(last, place);
  }

  private rise(group: number, from: number): void {
    let place = from;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      const above = this.heap[parent] as number;
      if (!this.isBefore(group, above)) break;
      this.put(above, place);
      place = parent;
    }
    this.put(group, place);
  }

  private sink(group: number, from: number): void {
    let place = from;
    for (let child = 2 * place + 1; child < this.heap.length; child = 2 * place + 1) {
      const next = child + 1;
      if (next < this.heap.length && this.isBefore(this.heap[next] as number, this.heap[child] as number)) child = next;
      const below = this.heap[child] as number;
      if (!this.isBefore(below, group)) break;
      this.put(below, place);
      place = child;
    }
    this.put(group, place);
  }

  private put(group: number, place: number): void {
    this.heap[place] = group;
    this.places[group] = place + 1;
  }
}
