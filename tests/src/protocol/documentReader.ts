/** Reads frames from the words of docs/protocol.md alone: plain, slow, sharing no code with the product. */

export interface DocumentTable {
  readonly dimensions: string[];
  readonly metrics: { name: string; unit: string }[];
  /** Ids, then figures; NaN is null here too. */
  rows: { ids: (string | null)[]; figures: number[] }[];
  readonly labels: Map<string, Map<string, string>>;
  readonly header: { live: boolean; truncated: boolean; from: number | null; to: number | null; suppressed: number; unconverted: number };
}

/** Applies a frame to the table before it (null before the first snapshot). */
export function readDocumentFrame(bytes: Uint8Array, before: DocumentTable | null): DocumentTable {
  const pieces = piecesOf(bytes);
  const kind = pieces.byte();
  const header = readHeader(pieces);
  const table = kind === 1 ? { ...readColumns(pieces), rows: [], labels: new Map(), header } : { ...known(before), header };
  const changed = kind === 1 ? [] : readRemovedAndChanged(pieces, table);
  const added = readAdded(pieces, table);
  const targets = { changed: changed.map((row) => table.rows[row] as DocumentTable['rows'][number]), added };
  for (let column = 0; column < table.metrics.length; ) column += readBlock(pieces, targets, column);
  if (pieces.left() !== 0) throw new Error(`${pieces.left()} bytes left over`);
  return table;
}

function known(table: DocumentTable | null): DocumentTable {
  if (!table) throw new Error('a delta without a snapshot');
  return table;
}

type Pieces = ReturnType<typeof piecesOf>;

function piecesOf(bytes: Uint8Array) {
  let at = 0;
  const take = (count: number): number[] => {
    if (at + count > bytes.length) throw new Error('ends early');
    at += count;
    return [...bytes.slice(at - count, at)];
  };
  const byte = () => take(1)[0] as number;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const next = byte();
      value += BigInt(next % 128) << shift;
      if (next < 128) return Number(value);
    }
  };
  const double = () => Buffer.from(take(8)).readDoubleLE();
  const text = () => Buffer.from(take(varint())).toString('utf8');
  return { byte, varint, double, text, take, left: () => bytes.length - at };
}

function readHeader({ byte, double, varint }: Pieces): DocumentTable['header'] {
  const flags = byte();
  const has = (flag: number) => (flags & flag) === flag;
  const from = has(4) ? double() : null;
  const to = has(8) ? double() : null;
  return { live: has(1), truncated: has(2), from, to, suppressed: varint(), unconverted: varint() };
}

function readColumns({ varint, text }: Pieces) {
  const dimensions = times(varint(), text);
  const metrics = times(varint(), () => ({ name: text(), unit: text() }));
  return { dimensions, metrics };
}

function readRemovedAndChanged(pieces: Pieces, table: DocumentTable): number[] {
  for (const row of readRowNumbers(pieces).reverse()) {
    const last = table.rows.pop() as DocumentTable['rows'][number];
    if (row < table.rows.length) table.rows[row] = last;
  }
  return readRowNumbers(pieces);
}

function readRowNumbers({ varint }: Pieces): number[] {
  let beyond = 0;
  return times(varint(), () => {
    const row = beyond + varint();
    beyond = row + 1;
    return row;
  });
}

function readAdded({ byte, varint, text }: Pieces, table: DocumentTable): DocumentTable['rows'] {
  const added = times(varint(), () => ({ ids: [] as (string | null)[], figures: [] as number[] }));
  for (const dimension of table.dimensions) {
    let before = '';
    const ids = times(varint(), () => {
      const shared = byte();
      const end = before.length - (shared % 16);
      before = before.slice(0, Math.floor(shared / 16)) + text() + before.slice(end);
      return before;
    });
    const labels = table.labels.get(dimension) ?? new Map<string, string>();
    times(varint(), () => labels.set(ids[varint() - 1] as string, text()));
    if (labels.size > 0) table.labels.set(dimension, labels);
    const isInOrder = added.length > 0 && byte() === 1;
    for (const [at, row] of added.entries()) {
      const id = isInOrder ? at + 1 : varint();
      row.ids.push(id === 0 ? null : (ids[id - 1] as string));
    }
  }
  table.rows.push(...added);
  return added;
}

/** Reads one block; how many columns it was for. */
function readBlock(
  pieces: Pieces,
  { changed, added }: { changed: DocumentTable['rows']; added: DocumentTable['rows'] },
  column: number,
): number {
  const first = pieces.byte();
  const which = first >> 6;
  const form = first & 63;
  const bits = which === 2 ? pieces.take(Math.ceil(changed.length / 8)) : [];
  const isMeant = (at: number) => which === 1 || (which === 2 && ((bits[Math.floor(at / 8)] as number) & (1 << (at % 8))) !== 0);
  for (const row of [...changed.filter((_, at) => isMeant(at)), ...added]) {
    for (const [offset, figure] of readFigures(pieces, form).entries()) row.figures[column + offset] = figure;
  }
  return form < 16 ? 1 : 4;
}

function readFigures({ varint, double }: Pieces, form: number): number[] {
  if (form === 8) return [double()];
  if (form <= 4) {
    const packed = varint();
    if (packed === 0) return [Number.NaN];
    const less = packed - 1;
    return [(less % 2 === 0 ? less / 2 : -(less + 1) / 2) / 10 ** form];
  }
  const n = varint();
  if (n === 0) return [Number.NaN, 0, Number.NaN, Number.NaN];
  if (form === 16) return share(varint(), n);
  if (form === 17) return net(varint(), varint(), n);
  throw new Error(`form ${form}`);
}

const z = 1.96;

function share(cases: number, n: number): number[] {
  const p = cases / n;
  const zz = z * z;
  const scale = 100 / (1 + zz / n);
  const centre = p + zz / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + zz / (4 * n * n));
  return [(100 * cases) / n, n, Math.max(0, (centre - half) * scale), Math.min(100, (centre + half) * scale)];
}

function net(promoters: number, detractors: number, n: number): number[] {
  const m = (100 * (promoters - detractors)) / n;
  const p = m / 100;
  const half = 100 * z * Math.sqrt(Math.max(0, (promoters + detractors) / n - p * p) / n);
  return [m, n, Math.max(-100, m - half), Math.min(100, m + half)];
}

function times<T>(count: number, act: () => T): T[] {
  return Array.from({ length: count }, act);
}
