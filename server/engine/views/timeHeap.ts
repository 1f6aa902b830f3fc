/** Coded rows in order of their event time: those that will enter or leave a sliding window. */
import { grown } from '../grown.ts';
import { CapExceeded } from './capExceeded.ts';

export interface TimeHeap {
  readonly bytes: number;
  /** Earliest time (ms), Infinity when empty. */
  earliest(): number;
  /** Throws {@link CapExceeded}. */
  push(timeMs: number, row: Float64Array): void;
  /** Takes the earliest row out, into `row`; answers its time. */
  pop(row: Float64Array): number;
}

/** `width`: numbers in a row; `most`: rows that may wait. */
export function createTimeHeap(width: number, most: number): TimeHeap {
  let times = new Float64Array(16);
  let rows = new Float64Array(16 * width);
  /** Slots in heap order. */
  let heap = new Int32Array(16);
  const freed: number[] = [];
  let size = 0;

  const timeAt = (place: number): number => times[heap[place] as number] as number;

  function rise(slot: number): void {
    const time = times[slot] as number;
    let place = size++;
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (timeAt(parent) <= time) break;
      heap[place] = heap[parent] as number;
      place = parent;
    }
    heap[place] = slot;
  }

  function sink(slot: number): void {
    const time = times[slot] as number;
    let place = 0;
    for (let child = 1; child < size; child = 2 * place + 1) {
      if (child + 1 < size && timeAt(child + 1) < timeAt(child)) child++;
      if (timeAt(child) >= time) break;
      heap[place] = heap[child] as number;
      place = child;
    }
    heap[place] = slot;
  }

  return {
    get bytes() {
      return times.byteLength + rows.byteLength + heap.byteLength + 8 * freed.length;
    },
    earliest: () => (size === 0 ? Number.POSITIVE_INFINITY : timeAt(0)),
    push(timeMs, row) {
      if (size >= most) throw new CapExceeded('rows at the ends of its window', most);
      const slot = freed.pop() ?? size;
      times = grown(times, slot + 1);
      heap = grown(heap, size + 1);
      rows = grown(rows, (slot + 1) * width);
      times[slot] = timeMs;
      rows.set(row, slot * width);
      rise(slot);
    },
    pop(row) {
      const slot = heap[0] as number;
      row.set(rows.subarray(slot * width, (slot + 1) * width));
      freed.push(slot);
      size--;
      if (size > 0) sink(heap[size] as number);
      return times[slot] as number;
    },
  };
}
