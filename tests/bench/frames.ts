/** Bytes of a delta as it goes over the wire beside the same rows as named JSON, and the processor time of both ends. */
import { applyFrame, createFrameTable, encodeFrame, type Frame } from '../../src/protocol/frame.ts';
import type { Column } from '../../src/protocol/query.ts';
import { median, type Row, timed } from './row.ts';

const GROUPS = 4000;
const CHANGED = 1000;
/** Enough that the compiler has seen both ends, as it has after a minute of a real server. */
const RUNS = 201;
const COLUMNS: readonly Column[] = [
  { name: 'region', unit: null },
  { name: 'revenue', unit: 'USD' },
  { name: 'orders', unit: 'count' },
  { name: 'csat_mean', unit: 'score' },
];

export async function frames(): Promise<readonly Row[]> {
  const snapshot = encodeFrame(frame('snapshot'));
  const delta = encodeFrame(frame('delta'));
  const named = JSON.stringify(namedRows());
  const table = createFrameTable();
  applyFrame(table, snapshot);
  const ours = median(await timed(RUNS, async () => applyFrame(table, encodeFrame(frame('delta')))));
  const peer = median(await timed(RUNS, async () => JSON.parse(JSON.stringify(namedRows()))));
  return [
    {
      name: `delta of ${CHANGED} of ${GROUPS} groups, 3 metrics: bytes`,
      value: delta.length,
      unit: 'B',
      peer: `named JSON ${named.length.toLocaleString('en')} B (1/${(named.length / delta.length).toFixed(1)})`,
      goal: '≤ 1/8',
      holds: delta.length * 8 <= named.length,
    },
    {
      name: 'the same: encode, decode and apply',
      value: ours,
      unit: 'ms',
      peer: `JSON both ways ${peer.toFixed(2)} ms (× ${(ours / peer).toFixed(2)})`,
      goal: '≤ × 1',
      holds: ours <= peer,
    },
  ];
}

const regionOf = (group: number) => `XX-${String(group).padStart(4, '0')}`;
const revenueOf = (group: number) => (1000 + ((group * 7919) % 900_000)) / 100;
const ordersOf = (group: number) => 1 + ((group * 31) % 400);
const csatOf = (group: number) => 1 + ((group * 13) % 40) / 10;

function groups(kind: Frame['kind']): number[] {
  return kind === 'snapshot'
    ? Array.from({ length: GROUPS }, (_, i) => i)
    : Array.from({ length: CHANGED }, (_, i) => i * (GROUPS / CHANGED));
}

function frame(kind: Frame['kind']): Frame {
  const at = groups(kind);
  const differs = new Uint8Array(kind === 'delta' ? CHANGED : 0).fill(1);
  const added = kind === 'snapshot' ? at : [];
  return {
    header: { fromMs: null, toMs: null, suppressed: 0, unconverted: 0, truncated: false, live: true },
    columns: COLUMNS,
    kind,
    removed: [],
    changed: kind === 'delta' ? at : [],
    added: [added.map(regionOf)],
    addedCount: added.length,
    values: [revenueOf, ordersOf, csatOf].map((of) => ({ values: Float64Array.from(at, of), differs })),
    labels: {},
  };
}

function namedRows() {
  return groups('delta').map((group) => ({
    region: regionOf(group),
    revenue: revenueOf(group),
    orders: ordersOf(group),
    csat_mean: csatOf(group),
  }));
}
