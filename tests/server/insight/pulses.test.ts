/** What is remembered of sources: the same whether folded as events come or read back from the archive. */
import { afterEach, describe, expect, it } from 'vitest';
import { judge } from '../../../server/insight/freshness.ts';
import { openPulses } from '../../../server/insight/pulses.ts';
import type { ResolvedEvent } from '../../../server/log/resolvedEvent.ts';
import { DEFAULT_SETTINGS } from '../../../server/settings.ts';
import { openTestArchive } from '../engine/openArchive.ts';

const START_MS = Date.UTC(2026, 2, 1);
const MINUTE_MS = 60_000;
type TestArchive = Awaited<ReturnType<typeof openTestArchive>>;
const open: TestArchive[] = [];

afterEach(async () => {
  for (const archive of open.splice(0)) await archive.close();
});

async function openArchive(): Promise<TestArchive> {
  const archive = await openTestArchive(DEFAULT_SETTINGS);
  open.push(archive);
  return archive;
}

function event(seq: number, source: string, receivedMs: number, timeMs = receivedMs - 1000): ResolvedEvent {
  const nowhere = { country: null, region: null, city: null, cell: null };
  const plain = { subject: null, data: {}, ...nowhere, amount: null, unconverted: false, segment: null };
  return { seq, source, id: String(seq), type: 'io.orrery.page.viewed', timeMs, receivedMs, ...plain };
}

/** Shop every minute, desk every five; each arrival is two events of one moment. */
function arrivals(minutes: number): ResolvedEvent[] {
  const events: ResolvedEvent[] = [];
  for (let minute = 0; minute < minutes; minute++) {
    for (const source of minute % 5 === 0 ? ['shop', 'desk'] : ['shop']) {
      for (let twice = 0; twice < 2; twice++) events.push(event(events.length + 1, source, START_MS + minute * MINUTE_MS));
    }
  }
  return events;
}

const read = (archive: TestArchive) => archive.archive.readers.use((read) => openPulses(read, archive.archive.dictionaries));

describe('pulses', () => {
  it('know the same, folded or read back', async () => {
    const archive = await openArchive();
    const folded = await read(archive);
    const events = arrivals(120);
    for (let at = 0; at < events.length; at += 7) folded.note(archive.append(events.slice(at, at + 7)));
    await archive.archive.flush();
    const restored = await read(archive);
    expect(restored.all()).toEqual(expect.arrayContaining([...folded.all()]));
    expect(folded.all()).toHaveLength(2);
    const states = folded.all().map((pulse) => judge(pulse, null, START_MS + 130 * MINUTE_MS));
    expect(Object.fromEntries(states.map(({ source, state, everyMs }) => [source, [state, everyMs]]))).toEqual({
      shop: ['lost', MINUTE_MS],
      desk: ['onTime', 5 * MINUTE_MS],
    });
  });

  it('learn nothing from one outage', async () => {
    const archive = await openArchive();
    const pulses = await read(archive);
    const events = arrivals(60);
    const late = arrivals(30).map((one) => ({ ...one, seq: one.seq + events.length, receivedMs: one.receivedMs + 600 * MINUTE_MS }));
    pulses.note(archive.append(events));
    pulses.note(archive.append(late));
    const shop = pulses.all().find(({ source }) => source === 'shop');
    expect(shop?.pauses).toEqual([541 * MINUTE_MS]);
    expect(shop && judge(shop, null, shop.newestArrivalMs).everyMs).toBe(MINUTE_MS);
  });

  it('take no event of the future for the newest', async () => {
    const archive = await openArchive();
    const pulses = await read(archive);
    pulses.note(archive.append([event(1, 'shop', START_MS, START_MS - 5), event(2, 'shop', START_MS, START_MS + 1e9)]));
    expect(pulses.all()).toMatchObject([{ newestEventMs: START_MS - 5, newestArrivalMs: START_MS, events: 2 }]);
  });

  it('know of a sender whose clock is ahead when it was heard, folded or read back', async () => {
    const archive = await openArchive();
    const folded = await read(archive);
    folded.note(
      archive.append(
        Array.from({ length: 20 }, (_, at) => event(at + 1, 'shop', START_MS + at * MINUTE_MS, START_MS + at * MINUTE_MS + 2000)),
      ),
    );
    await archive.archive.flush();
    const lastMs = START_MS + 19 * MINUTE_MS;
    for (const pulses of [folded, await read(archive)]) {
      const [shop] = pulses.all();
      expect(shop && judge(shop, null, lastMs + 60 * MINUTE_MS)).toMatchObject({ state: 'lost', newestEventMs: lastMs });
    }
  });

  it('hear a source that falls silent after the clock of the server was set back, folded or read back', async () => {
    const archive = await openArchive();
    const folded = await read(archive);
    const minutes = Array.from({ length: 60 }, (_, at) => (at < 30 ? 180 + at : at));
    folded.note(archive.append(minutes.map((minute, at) => event(at + 1, 'shop', START_MS + minute * MINUTE_MS))));
    await archive.archive.flush();
    const lastMs = START_MS + 59 * MINUTE_MS;
    for (const pulses of [folded, await read(archive)]) {
      const [shop] = pulses.all();
      expect(shop).toMatchObject({ events: 60, newestArrivalMs: lastMs });
      expect(shop?.newestEventMs).toBeLessThanOrEqual(lastMs);
      const stateAfter = (minute: number) => shop && judge(shop, null, lastMs + minute * MINUTE_MS).state;
      expect([stateAfter(1), stateAfter(5), stateAfter(20)]).toEqual(['onTime', 'late', 'lost']);
    }
  });

  it('take a source that tells of nothing but the future for as new as its arrival, folded or read back', async () => {
    const archive = await openArchive();
    const folded = await read(archive);
    folded.note(archive.append([event(1, 'plan', START_MS, START_MS + 1e10), event(2, 'plan', START_MS + 5000, START_MS + 1e10)]));
    await archive.archive.flush();
    expect(folded.all()).toMatchObject([{ newestEventMs: START_MS + 5000, newestArrivalMs: START_MS + 5000 }]);
    expect((await read(archive)).all()).toEqual(folded.all());
  });

  it('know a rhythm of a source that never rests, folded or read back', async () => {
    const archive = await openArchive();
    const folded = await read(archive);
    const events = Array.from({ length: 3000 }, (_, at) => event(at + 1, 'clicks', START_MS + at * 200));
    folded.note(archive.append(events));
    await archive.archive.flush();
    const lastMs = START_MS + 2999 * 200;
    for (const pulses of [folded, await read(archive)]) {
      const [clicks] = pulses.all();
      const at = (silenceMs: number) => clicks && judge(clicks, null, lastMs + silenceMs);
      expect([at(20_000)?.state, at(60_000)?.state, at(5 * MINUTE_MS)?.state]).toEqual(['onTime', 'late', 'lost']);
    }
  });

  it('remember the nights of a source whose latest beats are all of today', async () => {
    const archive = await openArchive();
    const folded = await read(archive);
    const [nights, perNight] = [5, 300];
    const events = Array.from({ length: nights * perNight }, (_, at) =>
      event(at + 1, 'batch', START_MS + Math.floor(at / perNight) * 1440 * MINUTE_MS + (at % perNight) * 2000),
    );
    folded.note(archive.append(events));
    await archive.archive.flush();
    const states = [folded, await read(archive)].map((pulses) => {
      const [batch] = pulses.all();
      return batch && judge(batch, null, batch.newestArrivalMs + 1000 * MINUTE_MS).state;
    });
    expect(states).toEqual(['onTime', 'onTime']);
  });
});
