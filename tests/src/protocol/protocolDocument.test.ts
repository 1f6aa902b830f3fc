/** The samples of docs/protocol.md are what the code reads and writes, and what its own words say. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { encodeDelta, encodeSnapshot, type TableState } from '../../../src/protocol/encodeFrame.ts';
import { applyFrame, createFrameTable } from '../../../src/protocol/frame.ts';
import { PROTOCOL_VERSION } from '../../../src/protocol/live.ts';
import { type DocumentTable, readDocumentFrame } from './documentReader.ts';
import { stateOf } from './frameWorld.ts';

const text = readFileSync(new URL('../../../docs/protocol.md', import.meta.url), 'utf8');

/** What a sample says it gives. */
interface Sample {
  readonly rows: (string | number | null)[][];
  readonly labels: Record<string, Record<string, string>>;
  readonly unconverted: number;
}

const [snapshot, delta, ...moreFrames] = blocks('frame').map(toBytes) as [Uint8Array, Uint8Array];
const [first, second, ...moreTables] = blocks('json').map((block) => JSON.parse(block)) as [Sample, Sample];

function blocks(kind: string): string[] {
  return Array.from(text.matchAll(new RegExp(`^\`\`\`${kind}\\n(.*?)^\`\`\``, 'gms')), ([, block = '']) => block);
}

/** The bytes of a sample: what stands before the comment on each line. */
function toBytes(block: string): Uint8Array {
  const bytes = block.split('\n').flatMap(
    (line) =>
      line
        .match(/^(?:[0-9a-f]{2} ?)+(?= |$)/)?.[0]
        .trim()
        .split(' ') ?? [],
  );
  return Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 16));
}

const figureOf = (cell: string | number | null | undefined) => (typeof cell === 'number' ? cell : Number.NaN);
const cellOf = (figure: number | undefined) => (figure === undefined || Number.isNaN(figure) ? null : figure);

/** The table of a sample, with the columns that the snapshot names. */
function tableOf({ rows, unconverted }: Sample): TableState {
  const { columns } = readColumns();
  const header = { fromMs: null, toMs: null, suppressed: 0, unconverted, truncated: false, live: true };
  const model = rows.map(([id, ...cells]) => ({ keys: [id as string | null], figures: cells.map(figureOf) }));
  return stateOf(columns, model, header);
}

function readColumns() {
  const table = createFrameTable();
  applyFrame(table, snapshot);
  return table;
}

describe('docs/protocol.md', () => {
  it('is of this version and has two samples', () => {
    expect(text).toContain(`# The live protocol, version ${PROTOCOL_VERSION}\n`);
    expect([moreFrames, moreTables]).toEqual([[], []]);
  });

  it('shows frames that give the tables it says', () => {
    const table = createFrameTable();
    for (const [frame, sample] of [[snapshot, first] as const, [delta, second] as const]) {
      applyFrame(table, frame);
      const rows = Array.from({ length: table.rowCount }, (_, row) => [
        ...table.keys.map((ids) => ids[row]),
        ...table.values.map((column) => cellOf(column[row])),
      ]);
      expect({ rows, labels: table.labels, unconverted: table.header.unconverted }).toEqual(sample);
    }
  });

  it('shows frames that its own words read alike', () => {
    let table: DocumentTable | null = null;
    for (const [frame, sample] of [[snapshot, first] as const, [delta, second] as const]) {
      table = readDocumentFrame(frame, table);
      const rows = table.rows.map(({ ids, figures }) => [...ids, ...figures.map(cellOf)]);
      const labels = Object.fromEntries(Array.from(table.labels, ([dimension, names]) => [dimension, Object.fromEntries(names)]));
      expect({ rows, labels, unconverted: table.header.unconverted }).toEqual(sample);
    }
  });

  it('shows the frames that the server writes', () => {
    const nameOf = (_: string, id: string) => second.labels.country?.[id] ?? null;
    expect(encodeSnapshot(tableOf(first), nameOf)).toEqual(snapshot);
    const [row0, row1] = [Uint8Array.of(1), Uint8Array.of(2)];
    const change = {
      removed: Int32Array.of(2),
      changed: Int32Array.of(0, 1),
      differs: [row0, row1, row1, row1, row1],
      firstAdded: 2,
    };
    expect(encodeDelta(tableOf(second), change, nameOf)).toEqual(delta);
  });
});
