/**
 * A client of the live protocol over bare WebSockets, so light that hundreds fit into one test process. It holds the server to the protocol: every
 * release must continue the one before it. Follows one query, comes back by itself, continues what it holds.
 */
import { WebSocket } from 'ws';
import { applyFrame, createFrameTable, type FrameTable } from '../../src/protocol/frame.ts';
import type { Delta, Hello, Refused, Resumed, Snapshot } from '../../src/protocol/live.ts';
import type { Query } from '../../src/protocol/query.ts';

export interface RawClientOptions {
  readonly url: string;
  readonly query: Query;
  /** False leaves frames unread: only their order is checked. */
  readonly reads?: boolean;
  /** Silence after which the connection counts as dead, ms. */
  readonly silenceMs?: number;
  /** Called with every release that continues what is held. */
  onDelta?(delta: Delta, client: RawClient): void;
}

/** What a client met with so far. */
export interface Counts {
  connections: number;
  snapshots: number;
  resumed: number;
  deltas: number;
  /** Releases that were missing before another came. */
  gaps: number;
  /** Releases that the client had already. */
  repeats: number;
}

export interface RawClient {
  readonly query: Query;
  readonly counts: Readonly<Counts>;
  /** What it holds; null before the first snapshot. */
  held(): { readonly epoch: string; readonly view: string; readonly version: number; readonly seq: number } | null;
  readonly table: FrameTable;
  /** Whether it follows the server now, as far as it knows. */
  isLive(): boolean;
  /** Stops reading, as a page that hangs: the connection stays open and takes nothing. */
  pause(): void;
  resume(): void;
  close(): void;
}

const COME_BACK_MS = 60;
/** Refusals that pass: ask again. */
const ASK_AGAIN_MS = 500;

export function openRawClient({ url, query, reads = true, silenceMs = 5000, onDelta }: RawClientOptions): RawClient {
  const counts: Counts = { connections: 0, snapshots: 0, resumed: 0, deltas: 0, gaps: 0, repeats: 0 };
  const address = `${url.replace(/^http/, 'ws')}/socket.io/?EIO=4&transport=websocket`;
  let socket: WebSocket;
  let table = createFrameTable();
  let held: { epoch: string; view: string; version: number; seq: number } | null = null;
  let isLive = false;
  let isPaused = false;
  let isClosed = false;
  /** The text that announced the frame to come. */
  let announced: readonly [string, Snapshot & Delta] | null = null;
  let silence: NodeJS.Timeout | null = null;

  function connect(): void {
    counts.connections++;
    socket = new WebSocket(address, { perMessageDeflate: false, skipUTF8Validation: true });
    const own = socket;
    own.on('message', (data: Buffer, isBinary) => {
      silence?.refresh();
      if (isBinary) handleFrame(data);
      else handleText(data.toString());
    });
    own.on('error', () => {});
    own.on('close', () => {
      if (own !== socket) return;
      isLive = false;
      announced = null;
      if (silence) clearTimeout(silence);
      if (!isClosed) setTimeout(connect, COME_BACK_MS * (0.5 + Math.random()));
    });
    silence = setTimeout(() => isPaused || own.terminate(), silenceMs);
  }

  function handleText(text: string): void {
    if (text === '2') socket.send('3');
    else if (text.startsWith('0')) socket.send('40');
    else if (text.startsWith('451-')) announced = JSON.parse(text.slice(4)) as [string, Snapshot & Delta];
    else if (text.startsWith('42')) handleMessage(...(JSON.parse(text.slice(2)) as [string, Hello & Resumed & Refused]));
  }

  function handleMessage(name: string, message: Hello & Resumed & Refused): void {
    if (name === 'hello') subscribe(held?.epoch === message.epoch);
    else if (name === 'refused') setTimeout(() => isClosed || socket.readyState !== WebSocket.OPEN || subscribe(false), ASK_AGAIN_MS);
    else if (name === 'resumed') {
      if (held?.view !== message.view || held.version !== message.version)
        throw new Error(`resumed at what was not held: ${message.version}`);
      counts.resumed++;
      isLive = true;
    }
  }

  function subscribe(continues: boolean): void {
    const have = continues && held ? { have: { epoch: held.epoch, view: held.view, version: held.version } } : {};
    socket.send(`42${JSON.stringify(['subscribe', { id: 1, query, ...have }])}`);
  }

  function handleFrame(frame: Uint8Array): void {
    if (!announced) throw new Error('a frame that was not announced');
    const [name, message] = announced;
    announced = null;
    if (name === 'snapshot') takeSnapshot(message, frame);
    else takeDelta(message, frame);
  }

  function takeSnapshot({ epoch, view, version, seq }: Snapshot, frame: Uint8Array): void {
    counts.snapshots++;
    held = { epoch, view, version, seq };
    isLive = true;
    table = createFrameTable();
    if (reads) applyFrame(table, frame);
  }

  function takeDelta(delta: Delta, frame: Uint8Array): void {
    if (!held || delta.view !== held.view) return;
    if (delta.version <= held.version) counts.repeats++;
    else if (delta.prev !== held.version) {
      counts.gaps++;
      held = null;
      subscribe(false);
    } else {
      counts.deltas++;
      held = { ...held, version: delta.version, seq: delta.seq };
      if (reads) applyFrame(table, frame);
      onDelta?.(delta, client);
    }
  }

  const client: RawClient = {
    query,
    counts,
    held: () => held,
    get table() {
      return table;
    },
    isLive: () => isLive,
    pause() {
      isPaused = true;
      socket.pause();
    },
    resume() {
      isPaused = false;
      silence?.refresh();
      socket.resume();
    },
    close() {
      isClosed = true;
      if (silence) clearTimeout(silence);
      socket.terminate();
    },
  };
  connect();
  return client;
}
