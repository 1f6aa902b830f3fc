/** Whatever is sent: nothing crashes, every line is accounted for, good neighbours are kept, and the numbers are the oracle's. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ResolvedEvent } from '../../../server/log/resolvedEvent.ts';
import { DEFAULT_SETTINGS } from '../../../server/settings.ts';
import type { Event } from '../../../src/protocol/event.ts';
import type { QueryAnswer } from '../../../src/protocol/query.ts';
import { answer } from '../../oracle/oracle.ts';
import { type FuzzResult, fuzz } from '../../soak/fuzz.ts';
import { hostileRequests, sendHostile, sendWithLength } from '../../soak/hostileRequests.ts';
import { readLog } from '../../soak/readLog.ts';
import { QUESTIONS, sentEvent } from '../../soak/world.ts';
import { type ServerProcess, startServer } from '../child.ts';
import { residentMb } from './memory.ts';

const LINES = Number(process.env.FUZZ_LINES ?? 10_000);
const SEED = Number(process.env.FUZZ_SEED ?? 4400);

/** What an event says, as JSON keeps it (which knows no -0). */
function wordsOf(event: Event | undefined, receivedMs = 0): unknown {
  return JSON.parse(JSON.stringify([event?.type, event?.subject, event?.timeMs ?? receivedMs, event?.data]));
}

describe('a server that is sent nonsense', { timeout: 300_000 }, () => {
  let server: ServerProcess;
  let result: FuzzResult;
  beforeAll(async () => {
    server = await startServer();
    result = await fuzz(server.url, LINES, SEED);
    const { sent, accepted, duplicates, rejected, good, wrong } = result;
    console.log(
      `seed ${SEED}: ${sent} lines, ${accepted} accepted, ${duplicates} duplicates, ${rejected} rejected; ${good} good ones; ${wrong.length} answers differ`,
    );
  });
  afterAll(() => server.dispose());

  it('accounts for every line, and takes exactly what JSON.parse and the decoder take', () => {
    expect(result.wrong).toEqual([]);
    expect(result.accepted + result.duplicates + result.rejected).toBe(result.sent);
    expect(result.sent).toBeGreaterThan(LINES * 0.95);
    expect(result.accepted).toBe(result.expected.size);
    expect(result.rejected).toBeGreaterThan(LINES / 10);
  });

  it.each(hostileRequests())('refuses $name', async (hostile) => {
    const { status, accepted } = await sendHostile(server.url, hostile);
    expect(hostile.statuses).toContain(status);
    expect(accepted).toBe(0);
  });

  it('takes nothing of a request that is longer or shorter than it says', async () => {
    const body = JSON.stringify(sentEvent('liar', 1));
    expect(await sendWithLength(server.url, body, body.length + 10)).toEqual([]);
    expect((await sendWithLength(server.url, body, body.length - 10)).every((status) => status === '400')).toBe(true);
    expect(await sendWithLength(server.url, body, body.length)).toEqual(['200']);
    expect((await server.query({ metrics: ['events'], where: { source: ['liar'] } })).rows).toEqual([[1]]);
  });

  it('inflates a bomb in bounded memory', async () => {
    const bomb = hostileRequests()[0];
    if (!bomb) throw new Error('no bomb');
    await sendHostile(server.url, bomb);
    const before = residentMb(server.child.pid);
    for (let time = 0; time < 10; time++) await sendHostile(server.url, bomb);
    expect(residentMb(server.child.pid) - before).toBeLessThan(64);
  });

  it("is not polluted: what has no specversion is still rejected, and every answer is the oracle's", async () => {
    const polluted = await server.post('/v1/events', '[{}, {"data":{}}]');
    expect(((await polluted.json()) as { rejected: { code: string }[] }).rejected.map(({ code }) => code)).toEqual([
      'unsupported_specversion',
      'unsupported_specversion',
    ]);
    const live: QueryAnswer[] = [];
    for (const query of QUESTIONS) live.push(await server.query(query));
    expect(server.child.exitCode).toBe(null);
    await server.kill();
    const events: ResolvedEvent[] = [];
    const { rejected } = readLog(server.dataDir, (event) => void events.push(event));
    expect(rejected).toBeGreaterThan(0);
    live.forEach((asked, at) => {
      const query = QUESTIONS[at];
      if (query) expect(asked.rows).toEqual(answer(events, query, { settings: DEFAULT_SETTINGS, epoch: '', nowMs: 0 }).rows);
    });
    const kept = events.filter(({ source }) => source !== 'liar');
    expect(new Set(kept.map(({ source, id }) => `${source}\0${id}`))).toEqual(new Set(result.expected.keys()));
    for (const event of kept)
      expect(wordsOf(event)).toEqual(wordsOf(result.expected.get(`${event.source}\0${event.id}`), event.receivedMs));
  });
});
