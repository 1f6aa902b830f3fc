/** Which events came with which import, and which imports were withdrawn: told by the marks on the log's batches, in log order. */

/** What a sender calls an import. */
export interface ImportLabel {
  /** Unique; made by the sender. */
  readonly id: string;
  /** For people: usually the file's name. */
  readonly name: string;
}

/** A batch is marked when its events came with an import (`part`), or when it is the record that an import was withdrawn or restored. */
interface Mark extends ImportLabel {
  readonly kind: 'part' | 'withdrawn' | 'restored';
  readonly atMs: number;
}

/** Consecutive events of one import, ends inclusive. */
export interface ImportRun {
  readonly first: number;
  readonly last: number;
  /** Imports are numbered from 1 in the order of their first events in the log. */
  readonly number: number;
}

/** From `seq` on the events of an import count as never sent, or as sent again. The record at `seq` is no event. */
export interface ImportChange {
  readonly seq: number;
  readonly number: number;
  readonly withdrawn: boolean;
}

/** An import as the log knows it. */
export interface KnownImport extends ImportLabel {
  readonly number: number;
  /** When its first events came, ms since 1970. */
  readonly atMs: number;
  readonly events: number;
  readonly withdrawn: boolean;
  /** When it was last withdrawn or restored, ms since 1970; null when never. */
  readonly changedMs: number | null;
}

export interface Imports {
  /** Takes note of a stored batch; `mark` is '' where it has none. */
  note(mark: string, firstSeq: number, count: number): void;
  /** What a batch of events that come now is marked with. */
  markFor(label: ImportLabel, nowMs: number): string;
  find(id: string): KnownImport | null;
  /** In the order of their first events. */
  all(): readonly KnownImport[];
  /** Whether the event came with an import that is withdrawn now. */
  isWithdrawn(seq: number): boolean;
  isAnyWithdrawn(): boolean;
  /** Equal for batches that may be joined: those of the same import, or of none. */
  kindAt(firstSeq: number): number;
  changeAt(seq: number): ImportChange | null;
  /** The runs within these sequence numbers, inclusive. */
  runsIn(first: number, last: number): readonly ImportRun[];
  runsOf(number: number): readonly ImportRun[];
}

export function createImports(): Imports {
  const known: KnownImport[] = [];
  const byId = new Map<string, number>();
  const runs: ImportRun[] = [];
  const changes = new Map<number, ImportChange>();
  let withdrawnCount = 0;
  const withNumber = (number: number): KnownImport => known[number - 1] as KnownImport;
  /** Position of the first run that ends at or after `seq`. */
  const runFrom = (seq: number): number => {
    let [low, high] = [0, runs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((runs[middle] as ImportRun).last < seq) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const numberAt = (seq: number): number => {
    const run = runs[runFrom(seq)];
    return run && run.first <= seq ? run.number : 0;
  };
  const numberOf = ({ id, name, atMs }: Mark): number => {
    const number = byId.get(id);
    if (number !== undefined) return number;
    byId.set(id, known.length + 1);
    known.push({ id, name, number: known.length + 1, atMs, events: 0, withdrawn: false, changedMs: null });
    return known.length;
  };
  const addRun = (number: number, first: number, count: number): void => {
    const last = first + count - 1;
    const before = runs.at(-1);
    if (before?.number === number && before.last === first - 1) runs[runs.length - 1] = { ...before, last };
    else runs.push({ first, last, number });
    known[number - 1] = { ...withNumber(number), events: withNumber(number).events + count };
  };
  const change = (number: number, { kind, atMs }: Mark, seq: number): void => {
    const withdrawn = kind === 'withdrawn';
    if (withNumber(number).withdrawn !== withdrawn) withdrawnCount += withdrawn ? 1 : -1;
    known[number - 1] = { ...withNumber(number), withdrawn, changedMs: atMs };
    changes.set(seq, { seq, number, withdrawn });
  };
  return {
    note(text, firstSeq, count) {
      if (text === '') return;
      const mark = JSON.parse(text) as Mark;
      const number = numberOf(mark);
      if (mark.kind === 'part') addRun(number, firstSeq, count);
      else change(number, mark, firstSeq);
    },
    markFor({ id, name }, nowMs) {
      // Every batch of an import says the same, so that they can be joined.
      const earlier = known[(byId.get(id) ?? 0) - 1];
      return toText({ kind: 'part', id, name: earlier?.name ?? name, atMs: earlier?.atMs ?? nowMs });
    },
    find: (id) => known[(byId.get(id) ?? 0) - 1] ?? null,
    all: () => known,
    isWithdrawn: (seq) => withdrawnCount > 0 && (known[numberAt(seq) - 1]?.withdrawn ?? false),
    isAnyWithdrawn: () => withdrawnCount > 0,
    kindAt: (firstSeq) => (changes.has(firstSeq) ? -firstSeq : numberAt(firstSeq)),
    changeAt: (seq) => changes.get(seq) ?? null,
    runsIn(first, last) {
      const found: ImportRun[] = [];
      for (let at = runFrom(first); at < runs.length; at++) {
        const run = runs[at] as ImportRun;
        if (run.first > last) break;
        found.push({ number: run.number, first: Math.max(first, run.first), last: Math.min(last, run.last) });
      }
      return found;
    },
    runsOf: (number) => runs.filter((run) => run.number === number),
  };
}

/** The mark of the record that an import was withdrawn, or restored. */
export function changeMark({ id, name }: ImportLabel, withdrawn: boolean, atMs: number): string {
  return toText({ kind: withdrawn ? 'withdrawn' : 'restored', id, name, atMs });
}

function toText(mark: Mark): string {
  return JSON.stringify(mark);
}
