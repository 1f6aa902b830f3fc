/** Stopping tells what became of the rows that were on their way. */
import { afterEach, expect, it, vi } from 'vitest';
import { sendEvents } from '../../../../src/live/sendEvents.ts';
import { importLines, type Tally } from '../../../../src/ui/bring/runImport.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function* chunks(count: number) {
  for (let at = 0; at < count; at++) {
    const lines = Array.from({ length: 2000 }, (_, line) => `{"id":"${at}-${line}"}`);
    yield { lines, numbers: lines.map((_, line) => line + 1), read: (at + 1) / count };
  }
}

/** A server that takes each request and answers after a while, unless the sender has gone away. */
function answering(afterMs: number, taken: number[]) {
  return (_address: string, { body, signal }: { readonly body: string; readonly signal: AbortSignal }) => {
    const accepted = body.split('\n').length;
    taken.push(accepted);
    return new Promise<Response>((resolve, reject) => {
      setTimeout(() => resolve(Response.json({ accepted, duplicates: 0, rejected: [], seq: 1 })), afterMs);
      signal.addEventListener('abort', () => reject(signal.reason as Error));
    });
  };
}

async function stoppedAfter(ms: number, answerMs: number, pieces = chunks(5)): Promise<readonly [Tally, number[]]> {
  vi.useFakeTimers();
  const taken: number[] = [];
  vi.stubGlobal('fetch', answering(answerMs, taken));
  const control = new AbortController();
  setTimeout(() => control.abort(), ms);
  const sending = importLines(pieces, { signal: control.signal, label: { id: 'i', name: 'a' }, onTally: () => {} });
  await vi.advanceTimersByTimeAsync(60_000);
  return [await sending, taken];
}

it('waits for the answer to what is on its way, and sends nothing more', async () => {
  const [tally, taken] = await stoppedAfter(10, 500);
  expect([tally.accepted, taken]).toEqual([2000, [2000]]);
});

it('sends nothing again that the server was too busy for', async () => {
  vi.useFakeTimers();
  const fetched = vi.fn(
    () =>
      new Promise<Response>((resolve) =>
        setTimeout(() => resolve(new Response('', { status: 503, headers: { 'retry-after': '1' } })), 100),
      ),
  );
  vi.stubGlobal('fetch', fetched);
  const control = new AbortController();
  setTimeout(() => control.abort(), 10);
  const sending = importLines(chunks(2), { signal: control.signal, label: { id: 'i', name: 'a' }, onTally: () => {} });
  await vi.advanceTimersByTimeAsync(60_000);
  expect([(await sending).accepted, fetched.mock.calls.length]).toEqual([0, 1]);
});

it('leaves nothing behind on its signal, however often the server was too busy', async () => {
  vi.useFakeTimers();
  let asked = 0;
  const busy = () => new Response('', { status: 503, headers: { 'retry-after': '1' } });
  vi.stubGlobal('fetch', async () => (++asked < 20 ? busy() : Response.json({ accepted: 1, duplicates: 0, rejected: [], seq: 1 })));
  const { signal } = new AbortController();
  const [added, removed] = [vi.spyOn(signal, 'addEventListener'), vi.spyOn(signal, 'removeEventListener')];
  const sending = sendEvents(['{"id":"1"}'], signal, { id: 'i', name: 'a' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect([(await sending).accepted, asked]).toEqual([1, 20]);
  expect(removed.mock.calls.map(([, heard]) => heard)).toEqual(expect.arrayContaining(added.mock.calls.map(([, heard]) => heard)));
});

it('does not wait for ever', async () => {
  const [tally, taken] = await stoppedAfter(10, 50_000);
  expect([tally.accepted, taken]).toEqual([0, [2000]]);
});

it('tells how much of the file is sent, also of one that is read in one piece: only what is sent whole is all of it', async () => {
  const lines = Array.from({ length: 8000 }, (_, line) => `{"id":"${line}"}`);
  async function* onePiece(count: number) {
    yield { lines: lines.slice(0, count), numbers: lines.map((_, line) => line + 1), read: 1 };
  }
  const readOf = async (count: number) => (await stoppedAfter(10, 500, onePiece(count)))[0].read;
  expect([await readOf(8000), await readOf(2000), await readOf(1500)]).toEqual([0.25, 1, 1]);
});
