/** What the page makes of notes, saved views and moments. */
import { describe, expect, it } from 'vitest';
import { embedCode, searchToEmbed, searchToShare, viewAsOf } from '../../../src/model/asOf.ts';
import { isOf, toNotePlace, toPins, toThreads } from '../../../src/model/notes.ts';
import { type PlaceRef, toCountry } from '../../../src/model/place.ts';
import { isShown, openSaved, searchToSave } from '../../../src/model/savedView.ts';
import { fromSearch } from '../../../src/model/viewSearch.ts';
import { DEFAULT_VIEW } from '../../../src/model/viewState.ts';
import { fromWallClock, toWallClock } from '../../../src/model/wallClock.ts';
import type { Note } from '../../../src/protocol/library.ts';

const moment = { epoch: 'e 1', seq: 12, at: '2026-03-01T10:00:00Z' };

function note(id: string, more: Partial<Note> = {}): Note {
  const at = '2026-03-02T00:00:00.000Z';
  const place = { level: 'country', id: 'BR', country: 'BR', region: null, name: 'Brazil' };
  const bare = { id, version: 1, text: id, author: 'Ana', place, time: '2026-03-01T00:00:00.000Z', replyTo: null, resolved: false };
  return { ...bare, createdAt: at, updatedAt: at, ...more };
}

describe('notes', () => {
  const world = note('world', { place: null, time: '2026-03-05T00:00:00.000Z' });
  const reply = note('reply', { place: null, time: null, replyTo: 'first' });
  const orphan = note('orphan', { place: null, time: null, replyTo: 'gone' });
  const done = note('done', { resolved: true });
  const unknown = note('unknown', { place: { level: 'galaxy', id: 'M31', country: null, region: null, name: 'Andromeda' } });

  it('stand as threads, latest instant first, with their replies', () => {
    const threads = toThreads([note('first'), world, reply, orphan]);
    expect(threads.map((thread) => [thread.note.id, thread.replies.map(({ id }) => id)])).toEqual([
      ['world', []],
      ['first', ['reply']],
    ]);
    expect(threads.map((thread) => isOf(thread, null))).toEqual([true, false]);
    expect(threads.map((thread) => isOf(thread, toCountry('BR')))).toEqual([false, true]);
  });

  it('have one pin a place for the open ones, and none where the place is not known', () => {
    const pins = toPins(toThreads([note('first'), note('second'), done, world, unknown]));
    expect(pins).toMatchObject([{ place: { id: 'BR' }, name: 'Brazil', count: 2, id: 'first' }]);
  });
});

describe('the place of a note', () => {
  const places: readonly PlaceRef[] = [
    toCountry('BR'),
    { level: 'territory', id: 'north', country: null, region: null, set: 'sales' },
    { level: 'hexagon', id: '87a8100c2ffffff', country: 'BR', region: 'BR-SP', city: 'geonames:3467865' },
    { level: 'customer', id: 'c-1', country: null, region: null, cell: '87a8100c2ffffff' },
  ];

  it('comes back as the view named it, with its pin and under its own place', () => {
    for (const place of places) {
      const [thread] = toThreads([note('n', { place: toNotePlace(place, 'there') })]);
      if (thread === undefined) throw new Error('thread: none');
      expect(thread.place).toEqual(place);
      expect(isOf(thread, place)).toBe(true);
      // A country is called as each reader calls it.
      expect(toPins([thread])).toMatchObject([{ place, name: place.level === 'country' ? 'Brazil' : 'there' }]);
    }
  });

  it('has a pin of its own in each set of territories', () => {
    const [sales, service] = ['sales', 'service'].map((set) => ({
      level: 'territory',
      id: '1',
      country: null,
      region: null,
      set,
      name: set,
    }));
    const notes = [note('a', { place: sales ?? null }), note('b', { place: service ?? null })];
    expect(toPins(toThreads(notes)).map(({ name }) => name)).toEqual(['sales', 'service']);
  });

  it('is not known where an older page did not say of which set a territory is', () => {
    const place = { level: 'territory', id: 'north', country: null, region: null, name: 'North' };
    expect(toThreads([note('n', { place })])[0]?.place).toBeNull();
  });
});

describe('moments', () => {
  it('stop a sliding window where it stood, and come back from the address', () => {
    const sliding = { ...DEFAULT_VIEW, window: { kind: 'last', duration: 'PT1H' } } as const;
    const then = viewAsOf(sliding, moment, Date.parse('2026-03-01T09:30:00.250Z'));
    expect(then.window).toEqual({ kind: 'between', from: '2026-03-01T08:30:00.250Z', to: '2026-03-01T09:30:00.250Z' });
    expect(fromSearch(searchToShare(then))).toEqual(then);
  });

  it('are nothing where an address is broken', () => {
    for (const broken of ['', 'e', 'e,x,2026-03-01T10:00:00Z', 'e,1,never', ',1,2026-03-01T10:00:00Z'])
      expect(fromSearch(`?asof=${broken}`).asOf).toBeNull();
  });
});

describe('saved views', () => {
  it('open as the reader likes to look, and know that they are shown', () => {
    const view = { ...DEFAULT_VIEW, focus: toCountry('BR'), side: 'saved', theme: 'light', embed: false, note: 'n' } as const;
    const search = searchToSave(view);
    expect(search).toBe('?at=BR');
    expect(isShown(search, view)).toBe(true);
    expect(isShown(search, { ...view, colour: 'nps' })).toBe(false);
    expect(openSaved('?at=DE&theme=dark', view)).toMatchObject({ focus: { id: 'DE' }, theme: 'light', side: 'saved' });
  });
});

describe('a frame', () => {
  it('shows the view without what edits, in code that its title cannot break', () => {
    const view = fromSearch(searchToEmbed({ ...DEFAULT_VIEW, side: 'notes', note: 'n' }));
    expect(view).toMatchObject({ embed: true, side: 'none', note: null, drawer: 'closed' });
    expect(embedCode('http://localhost/?a=1&b=2', '"><script>')).toContain(
      'src="http://localhost/?a=1&amp;b=2" title="&quot;>&lt;script>"',
    );
  });
});

describe('wall clocks', () => {
  it.each(['UTC', 'America/Sao_Paulo', 'Europe/Berlin', 'Asia/Kolkata'])('give back the minute in %s', (zone) => {
    for (let ms = Date.UTC(2026, 0, 1); ms < Date.UTC(2027, 0, 1); ms += 37 * 3_600_000 + 60_000) {
      const back = fromWallClock(toWallClock(ms, zone), zone);
      expect([0, 3_600_000]).toContain(Math.abs(back - ms));
      expect(toWallClock(back, zone)).toBe(toWallClock(ms, zone));
    }
    expect(fromWallClock('no time', zone)).toBeNaN();
  });
});
