import { beforeEach, describe, expect, it } from 'vitest';
import { timeLookedAt, toThreads } from '../../../../src/model/notes.ts';
import { toCountry } from '../../../../src/model/place.ts';
import { DEFAULT_VIEW, drillTo } from '../../../../src/model/viewState.ts';
import type { NotePlace } from '../../../../src/protocol/library.ts';
import { goToNote, openNote } from '../../../../src/ui/notes/openNote.ts';
import { keepReply, keepWritten, repliesStore, writeAbout, writeNote, writingStore } from '../../../../src/ui/notes/writing.ts';

const [brazil, germany] = [toCountry('BR'), toCountry('DE')];
const [time, later] = [
  { startMs: 0, clock: '1970-01-01T00:00' },
  { startMs: 60_000, clock: '1970-01-01T00:01' },
];

beforeEach(() => writeNote(false));

describe('what is written of a note', () => {
  it('is kept while the panel closes, until it is sent or given up', () => {
    writeNote();
    keepWritten('Port closed', { place: brazil, time });
    writeNote();
    expect(writingStore.getState()).toEqual({ isWriting: true, text: 'Port closed', about: brazil, time });
    writeNote(false);
    expect(writingStore.getState()).toEqual({ isWriting: false, text: '', about: undefined, time: null });
  });

  it('is about the place and the time that were looked at when it was begun, whatever is looked at meanwhile', () => {
    writeNote();
    keepWritten('P', { place: brazil, time });
    keepWritten('Port', { place: germany, time: later });
    expect(writingStore.getState()).toMatchObject({ about: brazil, time });
    writeAbout(germany);
    keepWritten('Port closed', { place: null, time: later });
    expect(writingStore.getState()).toMatchObject({ about: germany });
    keepWritten('', { place: null, time: later });
    keepWritten('W', { place: null, time: later });
    expect(writingStore.getState()).toMatchObject({ about: null });
  });
});

describe('the time that a note is about', () => {
  const window = (from: string, to: string) => ({ kind: 'between', from, to }) as const;
  const newest = Date.parse('2026-11-23T15:00:00Z');

  it('is the last minute of the window, and never one that is still to come, which no timeline shows', () => {
    const at = (from: string, to: string) => new Date(timeLookedAt(window(from, to), newest)).toISOString();
    expect(at('2026-10-01T00:00:00Z', '2026-11-01T00:00:00Z')).toBe('2026-10-31T23:59:00.000Z');
    expect(at('2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z')).toBe('2026-11-23T15:00:00.000Z');
    expect(at('2027-01-01T00:00:00Z', '2027-02-01T00:00:00Z')).toBe('2027-01-01T00:00:00.000Z');
    expect(timeLookedAt({ kind: 'all' }, newest)).toBe(newest);
  });
});

describe('what is written of a reply', () => {
  it('is kept for each note, until it is sent or given up', () => {
    keepReply('one', 'Open');
    keepReply('other', 'Closed');
    keepReply('one', 'Open again');
    expect(repliesStore.getState()).toEqual({ one: 'Open again', other: 'Closed' });
    keepReply('one', '');
    keepReply('other', '');
    expect(repliesStore.getState()).toEqual({});
  });
});

describe('a note that is gone to', () => {
  const city = { level: 'city', id: 'geonames:3467865', country: 'BR', region: 'BR-SP', name: 'Campinas' };
  const bare = { id: 'n', version: 1, text: 'Strike', author: 'Ana', time: '2026-03-01T00:00:00Z', replyTo: null, resolved: false };
  const threadAt = (place: NotePlace | null) => {
    const [thread] = toThreads([{ ...bare, place, createdAt: bare.time, updatedAt: bare.time }]);
    if (thread === undefined) throw new Error('thread: none');
    return thread;
  };
  const camera = { longitude: 139, latitude: 35, zoom: 5, pitch: 0, bearing: 0 };

  it('is seen: the camera goes there, from another picture to the map', () => {
    const elsewhere = { ...drillTo(DEFAULT_VIEW, { level: 'region', id: 'BR-SP', country: 'BR', region: 'BR-SP' }), camera };
    expect(goToNote({ ...elsewhere, picture: 'ecosystem' }, threadAt(city))).toMatchObject({
      ...{ picture: 'map', camera: null, side: 'notes', note: 'n' },
      ...{ focus: { id: 'BR-SP' }, selected: { id: 'geonames:3467865' } },
    });
    const country = threadAt({ level: 'country', id: 'BR', country: 'BR', region: null, name: 'Brazil' });
    expect(goToNote({ ...DEFAULT_VIEW, camera }, country)).toMatchObject({ focus: { id: 'BR' }, selected: null, camera: null });
    expect(goToNote({ ...DEFAULT_VIEW, camera }, threadAt(null))).toMatchObject({ focus: null, camera, note: 'n' });
  });

  it('is read where its pin stands: one about a territory leaves the country that is gone into, and its territories, on the map', () => {
    const north = threadAt({ level: 'territory', id: 'north', country: null, region: null, set: 'sales', name: 'North' });
    const within = { ...drillTo(DEFAULT_VIEW, brazil), level: 'territory', territories: 'sales', camera } as const;
    expect(openNote(within, north)).toMatchObject({ focus: brazil, territories: 'sales', camera, selected: { id: 'north' }, note: 'n' });
  });
});
