/** How the heap of a page is divided, as its engine tells after each collection: what the page holds, and what the engine has compiled of it. */

/**
 * Has V8 tell of its spaces, and compile after a tenth of the usual use: what it compiles by and by in a first day would else look like
 * something that grows for as long as the page is open.
 */
export const TELL_SPACES = '--js-flags=--trace-gc-verbose --no-lazy-feedback-allocation --interrupt-budget=6000';

/** Compiled code and what belongs to it: grows as functions get hot, and ends with the program. */
const COMPILED: ReadonlySet<string> = new Set(['Code space', 'Code large object space', 'Trusted space', 'Trusted large object space']);
const LINE = /\[\d+:(0x[0-9a-f]+)\]\s+(.*)$/;
const SPACE = /^([A-Z][a-z ]+?),\s+used:\s+(\d+) KB/;

export interface HeapSpaces {
  /** Takes what the browser writes, in whole lines or several at once. */
  hear(text: string): void;
  /** What compiled code took after the last whole collection of the largest heap, MB; 0 before the first. */
  compiledMb(): number;
}

interface Heap {
  isWhole: boolean;
  /** By space: one that is told twice of a collection counts once. */
  readonly compiledKb: Map<string, number>;
  told: { allKb: number; compiledKb: number } | null;
}

export function createHeapSpaces(): HeapSpaces {
  const heaps = new Map<string, Heap>();

  function take(heap: Heap, said: string): void {
    if (/ms: (Mark-Compact|Scavenge)/.test(said)) {
      heap.isWhole = said.includes('Mark-Compact');
      heap.compiledKb.clear();
    }
    const [, name = '', used = ''] = SPACE.exec(said) ?? [];
    if (!heap.isWhole || name === '') return;
    if (COMPILED.has(name)) heap.compiledKb.set(name, Number(used));
    if (name === 'All spaces') {
      heap.told = { allKb: Number(used), compiledKb: Array.from(heap.compiledKb.values()).reduce((sum, kb) => sum + kb, 0) };
    }
  }

  return {
    hear(text) {
      for (const line of text.split('\n')) {
        const [, name, said] = LINE.exec(line) ?? [];
        if (name === undefined || said === undefined) continue;
        const heap = heaps.get(name) ?? { isWhole: false, compiledKb: new Map<string, number>(), told: null };
        heaps.set(name, heap);
        take(heap, said);
      }
    },
    compiledMb() {
      const told = Array.from(heaps.values()).flatMap((heap) => heap.told ?? []);
      const largest = told.reduce((most, next) => (next.allKb > most.allKb ? next : most), { allKb: 0, compiledKb: 0 });
      return largest.compiledKb / 1024;
    },
  };
}
