/** What a page of a wall and its room say while a soak runs, and where they differ. */
import { setTimeout as wait } from 'node:timers/promises';
import { positionAt, type Room, type RoomSaid } from '../../src/protocol/room.ts';
import { type Sample, slopeAnHour } from './slope.ts';
import { ROOM, type World } from './wallWorld.ts';

const HEAP_EVERY_MS = 30_000;
/** Read while this scene stands: another one takes some MB more or less, and what an hour adds is told by the same picture. */
const HEAP_SCENE = 'world';
/** The scene before is gone by then: it takes a MB or two, which would hide what an hour adds. */
const HEAP_SCENE_STANDS_MS = 2500;
/** The engine's words on a collection come by another way than its answer. */
const SPACES_AFTER_MS = 300;
/** Scenes stand for seconds: looked so often, none goes by unseen. */
const LOOK_EVERY_MS = 500;
/** A page that shows another scene than the room for so long is stuck, ms. */
const STUCK_MS = 6000;
/** What is mended must be itself again within so long, ms. */
export const MENDED_WITHIN_MS = 30_000;

export const FAULTS = ['reset', 'dead', 'kill', 'graphics', 'feed'] as const;
export type Fault = (typeof FAULTS)[number];

export interface WallReport {
  readonly minutes: number;
  readonly scenes: number;
  readonly runs: number;
  readonly reloads: readonly string[];
  /** How often each fault was made, and the longest times until it was seen and until all was well again, ms. */
  readonly faults: Readonly<Record<Fault, { count: number; seenMs: number; mendedMs: number }>>;
  readonly heapMb: readonly [first: number, last: number];
  /** How much of that is compiled code. */
  readonly compiledMb: readonly [first: number, last: number];
  /** What the page holds: the heap without compiled code, which goes on growing for hours as functions get hot, and has an end. */
  readonly heldMbAnHour: number;
  /** Both together. */
  readonly mbAnHour: number;
  /** Both together in the last hour: of a longer run it tells whether the growth has an end. */
  readonly lastHourMbAnHour: number;
  readonly wrong: readonly string[];
}

interface Shown {
  readonly run: number;
  readonly index: number;
  readonly id: string;
}

export interface OnPage {
  readonly orreryWall?: {
    scene(): Shown | null;
    connection(): string;
    lostAfterMs(): number | null;
    reloaded(): { reason: string; at: string } | null;
  };
  readonly orrery?: { map?: { columns(): string[]; idle(): boolean } };
}

const isLost = () => (globalThis as OnPage).orreryWall?.connection() !== 'live';

/** Looks at the page and at the room, and notes where they differ. */
export function createWatch({ page, cdp, server, compiledMb: readCompiledMb, complaints }: World, onNote: (words: string) => void) {
  const seen = new Map<number, Set<number>>();
  const rooms = new Map<number, Room>();
  const heap: (Sample & { readonly compiledMb: number })[] = [];
  const reloads: string[] = [];
  const wrong: string[] = [];
  const startMs = Date.now();
  let room: Room | null = null;
  let aheadMs = 0;
  let differsSinceMs: number | null = null;
  let heapMs = 0;
  let scenes = 0;
  let last = '';
  let lives = 0;
  let asking: Promise<unknown> = Promise.resolve();

  async function readRoom(): Promise<void> {
    const said = await fetch(`${server().url}/v1/rooms/${ROOM}`, { signal: AbortSignal.timeout(3000) })
      .then((response) => response.json() as Promise<RoomSaid>)
      .catch(() => null);
    if (said === null) return;
    room = said.room;
    aheadMs = said.nowMs - Date.now();
    rooms.set(room.run, room);
  }

  /** One question at a time, whoever asks. Null while the page is being loaded. */
  function onPage<Result>(read: () => Result): Promise<Result | null> {
    const answer = asking.then(() => page.evaluate(read).catch(() => null));
    asking = answer;
    return answer as Promise<Result | null>;
  }

  /** Until `signal` says so, whatever is done to the page meanwhile: a scene that is never seen was not shown. */
  async function keepLooking(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const [seenNow] = await Promise.all([lookAtPage(), readRoom()]);
      compare(seenNow);
      if (seenNow?.id === HEAP_SCENE && standsMs() > HEAP_SCENE_STANDS_MS && Date.now() - heapMs > HEAP_EVERY_MS) await readHeap();
      while (complaints.length > 0) wrong.push(complaints.shift() as string);
      await wait(LOOK_EVERY_MS);
    }
  }

  function standsMs(): number {
    return (room && positionAt(room, Date.now() + aheadMs)?.elapsedMs) ?? 0;
  }

  async function lookAtPage(): Promise<Shown | null> {
    const told = await onPage(() => {
      const { orreryWall } = globalThis as OnPage;
      return orreryWall ? { shown: orreryWall.scene(), reload: orreryWall.reloaded() } : null;
    });
    const { shown, reload } = told ?? { shown: null, reload: null };
    if (reload && reloads.at(-1) !== `${reload.reason} ${reload.at}`) {
      reloads.push(`${reload.reason} ${reload.at}`);
      lives++;
      onNote(`loaded again: ${reload.reason}`);
    }
    if (shown) {
      seen.set(shown.run, (seen.get(shown.run) ?? new Set()).add(shown.index));
      if (last !== `${shown.run} ${shown.index}`) scenes++;
      last = `${shown.run} ${shown.index}`;
    }
    return shown;
  }

  function compare(shown: Shown | null): void {
    const wanted = room && positionAt(room, Date.now() + aheadMs);
    const isSame = shown !== null && room !== null && wanted !== null && shown.run === room.run && shown.index === wanted.index;
    differsSinceMs = isSame ? null : (differsSinceMs ?? Date.now());
    if (differsSinceMs !== null && Date.now() - differsSinceMs > STUCK_MS + MENDED_WITHIN_MS) {
      wrong.push(`stuck at ${JSON.stringify(shown)} instead of scene ${wanted?.index} of act ${room?.run}`);
      differsSinceMs = Date.now();
    }
  }

  /** More than once: what the engine says of the first is written when enough has come together. */
  async function collectAll(): Promise<void> {
    for (let turn = 0; turn < 3; turn++) await cdp.send('HeapProfiler.collectGarbage');
  }

  async function readHeap(): Promise<void> {
    heapMs = Date.now();
    const usage = await collectAll()
      .then(() => cdp.send('Runtime.getHeapUsage'))
      .catch(() => null);
    if (usage === null) return;
    await wait(SPACES_AFTER_MS);
    const mb = usage.usedSize / 1024 / 1024;
    const compiledMb = readCompiledMb();
    heap.push({ hours: (Date.now() - startMs) / 3_600_000, mb, compiledMb, life: lives });
    if (heap.length % 2 === 1) onNote(`${scenes} scenes, heap ${mb.toFixed(1)} MB, of which ${compiledMb.toFixed(1)} MB are compiled code`);
  }

  /** Waits until something holds on the page; answers after how many ms, Infinity when it does not come. */
  async function until(holds: () => boolean, withinMs: number): Promise<number> {
    const fromMs = Date.now();
    while (Date.now() - fromMs < withinMs) {
      if (await onPage(holds)) return Date.now() - fromMs;
      await wait(100);
    }
    return Number.POSITIVE_INFINITY;
  }

  function missed(): string[] {
    const whole = Array.from(rooms.values()).filter(({ run }) => rooms.has(run + 1) && seen.has(run));
    return whole.flatMap(({ run, scenes: all, sinceMs }) => {
      // The act in which the page came, or was loaded again, is not seen whole.
      const isWhole = sinceMs - aheadMs > startMs + 60_000;
      const unseen = all.filter((_, index) => !seen.get(run)?.has(index));
      return isWhole && unseen.length > 0 ? [`act ${run}: never showed ${unseen.map(({ id }) => id).join(', ')}`] : [];
    });
  }

  /** How long nothing was heard until the page showed it, by the page's own clock: a busy machine looks late. */
  async function lost(): Promise<number> {
    const tookMs = await until(isLost, 20_000);
    return (await onPage(() => (globalThis as OnPage).orreryWall?.lostAfterMs() ?? null)) ?? tookMs;
  }

  return {
    keepLooking,
    until,
    lost,
    wrong,
    settled: (withinMs: number) =>
      until(
        () => (globalThis as OnPage).orreryWall?.scene() !== null && (globalThis as OnPage).orreryWall?.connection() === 'live',
        withinMs,
      ),
    report(minutes: number, faults: WallReport['faults']): WallReport {
      const ends = (of: 'mb' | 'compiledMb') =>
        [heap[0], heap.at(-1)].map((sample) => Math.round((sample?.[of] ?? 0) * 10) / 10) as [number, number];
      return {
        minutes,
        scenes,
        runs: seen.size,
        reloads,
        faults,
        heapMb: ends('mb'),
        compiledMb: ends('compiledMb'),
        heldMbAnHour: slopeAnHour(heap.map((sample) => ({ ...sample, mb: sample.mb - sample.compiledMb }))),
        mbAnHour: slopeAnHour(heap),
        lastHourMbAnHour: slopeAnHour(heap.filter(({ hours }) => hours > minutes / 60 - 1)),
        wrong: [...wrong, ...missed()],
      };
    },
  };
}

export type Watch = ReturnType<typeof createWatch>;
