/** Coded batches of a seeded business, and live views over an empty archive that fold them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openArchive } from '../../server/engine/archive.ts';
import { createRegistry } from '../../server/engine/registry.ts';
import { BASE_DIMENSIONS, type RowBatch } from '../../server/engine/rows.ts';
import { createViews, type Views } from '../../server/engine/views/views.ts';
import { DEFAULT_SETTINGS } from '../../server/settings.ts';
import { SCALES } from '../../src/protocol/event.ts';
import { applyFrame, createFrameTable, type FrameTable } from '../../src/protocol/frame.ts';
import type { Query } from '../../src/protocol/query.ts';

export const COUNTS = { country: 250, region: 4000, product: 200, segment: 8, channel: 6, category: 20 } as const;
const NOW_MS = Date.UTC(2026, 0, 2);
const HOURS = 24;
const CUSTOMERS = 1_000_000;

export interface FoldWorld {
  readonly views: Views;
  readonly idOf: (dimension: string, code: number) => string | null;
  open(query: Query): Promise<string>;
  tableOf(viewId: string): Promise<FrameTable>;
  close(): Promise<void>;
}

export async function openFoldWorld(customers = 0): Promise<FoldWorld> {
  const dir = mkdtempSync(join(tmpdir(), 'orrery-bench-'));
  const archive = await openArchive({ dir, epoch: 'bench', settings: DEFAULT_SETTINGS });
  const { dictionaries } = archive;
  for (const [dimension, count] of Object.entries({ ...COUNTS, customer: customers })) {
    for (let code = 1; code <= count; code++) dictionaries.code(dimension, `${dimension} ${code}`);
  }
  const views = createViews(
    {
      archive,
      registry: createRegistry(DEFAULT_SETTINGS, dictionaries),
      epoch: 'bench',
      labelOf: () => null,
      now: () => NOW_MS,
      answer: () => Promise.reject(new Error('a view outgrew its caps')),
      release: () => {},
    },
    { releaseEveryMs: 0 },
  );
  return {
    views,
    idOf: dictionaries.text,
    open: async (query) => (await views.open(query)).viewId,
    async tableOf(viewId) {
      const table = createFrameTable();
      applyFrame(table, (await views.snapshot(viewId)).frame);
      return table;
    },
    async close() {
      views.stop();
      await archive.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** Small, fast and seeded: the bench is about the fold, not about chance. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state >>> 0) / 2 ** 32;
  };
}

/** The next batch of a day: places and products by Zipf's law, one row in seven a score, one in thirty a refund, the rest orders. */
export function createBatches(random: () => number): (count: number, customerOf?: (row: number) => number) => RowBatch {
  const region = zipf(COUNTS.region, 0.9, random);
  const product = zipf(COUNTS.product, 0.8, random);
  const upTo = (count: number) => 1 + Math.floor(random() * count);
  const scales = Object.keys(SCALES).length;
  let firstSeq = 1;
  return (count, customerOf = () => 1 + Math.floor(random() ** 2 * CUSTOMERS)) => {
    const codes = Object.fromEntries(BASE_DIMENSIONS.map((name) => [name, new Int32Array(count)])) as Record<string, Int32Array>;
    const amount = new Float64Array(count).fill(Number.NaN);
    const numbers = { amount, quantity: amount.slice(), score: amount.slice(), duration_s: amount.slice() };
    const timeMs = new Float64Array(count);
    for (let row = 0; row < count; row++) {
      const set = (name: string, code: number): void => {
        (codes[name] as Int32Array)[row] = code;
      };
      const place = region();
      set('region', place);
      set('country', 1 + (place % COUNTS.country));
      set('product', product());
      set('category', 1 + (((codes.product as Int32Array)[row] as number) % COUNTS.category));
      set('segment', upTo(COUNTS.segment));
      set('channel', upTo(COUNTS.channel));
      set('customer', customerOf(row));
      timeMs[row] = NOW_MS - HOURS * 3_600_000 + Math.floor(random() * HOURS * 3_600_000);
      const die = random();
      // 1 completed, 2 refunded, 3 answered: see TYPE_CODE.
      set('type', die < 0.82 ? 1 : die < 0.85 ? 2 : 3);
      if (die < 0.82) set('order', firstSeq + row);
      if (die < 0.85) numbers.amount[row] = Math.round(random() * 2_000_000) * (die < 0.82 ? 1 : -1);
      if (die < 0.82) numbers.quantity[row] = 10_000 * upTo(4);
      else if (die >= 0.85) {
        set('scale', upTo(scales));
        numbers.score[row] = 10_000 * upTo(10);
      }
    }
    firstSeq += count;
    const resolved = new Uint8Array(count).fill(255);
    return {
      count,
      firstSeq: firstSeq - count,
      timeMs,
      offsetMs: new Float64Array(count),
      receivedMs: timeMs,
      verbatims: [],
      plans: [],
      codes,
      numbers,
      resolved,
      unconverted: new Uint8Array(count),
    };
  };
}

function zipf(count: number, skew: number, random: () => number): () => number {
  const sums = new Float64Array(count);
  let sum = 0;
  for (let at = 0; at < count; at++) sums[at] = sum += (at + 1) ** -skew;
  return () => {
    const wanted = random() * sum;
    let [low, high] = [0, count - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] as number) < wanted) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}
