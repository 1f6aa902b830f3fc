/** What customers wrote, read page by page with the filters of any query: against a fold of the events. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readVerbatims } from '../../../server/insight/verbatims.ts';
import type { ResolvedEvent } from '../../../server/log/resolvedEvent.ts';
import { DEFAULT_SETTINGS } from '../../../server/settings.ts';
import type { VerbatimAnswer } from '../../../src/protocol/verbatims.ts';
import { EPOCH, NOW_MS, openTestArchive } from '../engine/openArchive.ts';

const TEXTS = [
  'Great',
  '<img src=x onerror=alert(1)>',
  '“quoted” \\ and\nlines',
  '  ',
  '日本語',
  "'; DROP TABLE events; --",
  'x'.repeat(3000),
];
const EVENT = fc.record({
  country: fc.constantFrom('BR', 'US', null),
  text: fc.constantFrom(undefined, ...TEXTS),
  channel: fc.constantFrom('web', 'app'),
  score: fc.constantFrom(undefined, 0, 3, 4.5),
  minute: fc.nat(30),
});

function toEvents(drafts: readonly (typeof EVENT extends fc.Arbitrary<infer Draft> ? Draft : never)[]): ResolvedEvent[] {
  return drafts.map(({ country, text, channel, score, minute }, at) => ({
    seq: at + 1,
    source: 'desk',
    id: String(at),
    type: 'io.orrery.review.published',
    subject: null,
    timeMs: NOW_MS - minute * 60_000,
    receivedMs: NOW_MS,
    data: { channel, ...(text === undefined ? {} : { text }), ...(score === undefined ? {} : { score }) },
    country,
    region: null,
    city: null,
    cell: country === 'BR' ? '8fa8100c0d9ac1b' : null,
    amount: null,
    unconverted: false,
    segment: null,
  }));
}

describe('verbatims', () => {
  it('are those that match, newest first, each once, on pages of any size', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(EVENT, { maxLength: 40 }), fc.integer({ min: 1, max: 7 }), async (drafts, limit) => {
        const events = toEvents(drafts);
        const archive = await openTestArchive(DEFAULT_SETTINGS);
        try {
          archive.append(events);
          const parts = { archive: archive.archive, registry: archive.registry, epoch: EPOCH, labelOf: () => 'Brazil' };
          const asked = { where: { country: ['BR'], channel: ['web'] }, time: { last: 'PT20M' }, limit };
          const found: VerbatimAnswer[] = [];
          let [before, total]: [string | undefined, number | null] = [undefined, null];
          do {
            const page = await readVerbatims(before === undefined ? asked : { ...asked, before }, parts, NOW_MS);
            expect(page.verbatims.length).toBeLessThanOrEqual(limit);
            total ??= page.total;
            found.push(...page.verbatims);
            before = page.next ?? undefined;
          } while (before !== undefined);
          const wanted = events
            .filter(
              ({ country, data, timeMs }) => country === 'BR' && data.channel === 'web' && timeMs >= NOW_MS - 1_200_000 && timeMs < NOW_MS,
            )
            .filter(({ data }) => typeof data.text === 'string' && data.text.trim() !== '')
            .sort((one, other) => other.timeMs - one.timeMs || other.seq - one.seq);
          expect(found.map(({ seq }) => seq)).toEqual(wanted.map(({ seq }) => seq));
          expect(found.map(({ text }) => text)).toEqual(wanted.map(({ data }) => String(data.text).trim().slice(0, 2000)));
          expect(found.map(({ score }) => score)).toEqual(wanted.map(({ data }) => data.score ?? null));
          expect(total).toBe(wanted.length);
          for (const { place } of found) {
            expect(place).toMatchObject({ country: 'BR', name: 'Brazil' });
            expect([place.longitude, place.latitude].every(Number.isFinite)).toBe(true);
          }
        } finally {
          await archive.close();
        }
      }),
      { seed: 7, numRuns: 12 },
    );
  });

  it('are no announcements of the company, unless these are asked for, and nothing that somebody searched', async () => {
    const archive = await openTestArchive(DEFAULT_SETTINGS);
    const parts = { archive: archive.archive, registry: archive.registry, epoch: EPOCH, labelOf: () => null };
    const types = ['review.published', 'change.announced', 'product.searched', 'message.sent', 'contact.closed'];
    try {
      const events = toEvents(types.map((text, minute) => ({ country: null, text, channel: 'web', score: undefined, minute })));
      archive.append(events.map((event, at) => ({ ...event, type: `io.orrery.${types[at]}` })));
      const ask = async (where?: unknown) => {
        const { verbatims, total } = await readVerbatims({ where }, parts, NOW_MS);
        return [total, ...verbatims.map(({ text }) => text)];
      };
      expect(await ask()).toEqual([3, 'review.published', 'message.sent', 'contact.closed']);
      expect(await ask({ channel: ['web'] })).toEqual(await ask());
      expect(await ask({ type: ['io.orrery.change.announced'] })).toEqual([1, 'change.announced']);
      expect(await ask({ type: ['io.orrery.product.searched'] })).toEqual([0]);
    } finally {
      await archive.close();
    }
  });

  it('are as they were at an earlier moment, and refuse what cannot be asked', async () => {
    const archive = await openTestArchive(DEFAULT_SETTINGS);
    const parts = { archive: archive.archive, registry: archive.registry, epoch: EPOCH, labelOf: () => null };
    const ask = (asked: unknown) => readVerbatims(asked, parts, NOW_MS);
    try {
      archive.append(toEvents([1, 2, 3].map((minute) => ({ country: null, text: `No ${minute}`, channel: 'web', score: 0, minute }))));
      const { verbatims } = await ask({ asOf: { epoch: EPOCH, seq: 2 } });
      expect(verbatims.map(({ text, place }) => [text, place.name])).toEqual([
        ['No 1', null],
        ['No 2', null],
      ]);
      await expect(ask({ limit: 101 })).rejects.toMatchObject({ status: 400 });
      await expect(ask({ before: '1; DROP TABLE events' })).rejects.toMatchObject({ status: 400 });
      await expect(ask({ where: { nothing: ['x'] } })).rejects.toMatchObject({ status: 400 });
      await expect(ask({ asOf: { epoch: 'other', seq: 1 } })).rejects.toMatchObject({ status: 409 });
      await expect(ask({ asOf: { epoch: EPOCH, seq: 4 } })).rejects.toMatchObject({
        status: 400,
        message: expect.stringMatching(/^asOf\.seq: 4/),
      });
    } finally {
      await archive.close();
    }
  });
});
