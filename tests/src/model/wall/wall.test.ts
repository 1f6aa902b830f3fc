/** The wall's own rules: what its address says, what it shows of a scene, what it says, and when it cares for itself. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scenesTold } from '../../../../src/model/wall/ahead.ts';
import { toWallCaption } from '../../../../src/model/wall/caption.ts';
import { drift, type Health, reloadReason } from '../../../../src/model/wall/care.ts';
import { DENSITIES, densityOf, govern, NEW_GOVERNOR } from '../../../../src/model/wall/governor.ts';
import { nextAct } from '../../../../src/model/wall/nextAct.ts';
import { seamsOf } from '../../../../src/model/wall/seams.ts';
import { fromWallSearch } from '../../../../src/model/wall/wallAddress.ts';
import { figuresAbout, wallFigures } from '../../../../src/model/wall/wallFigures.ts';
import { wallFilters } from '../../../../src/model/wall/wallFilters.ts';
import { pocketAddress, toAheadView, toWallCamera, toWallView, whyMetric } from '../../../../src/model/wall/wallView.ts';
import type { Act } from '../../../../src/protocol/tours.ts';

const AS_IT_IS = { show: null, theme: null } as const;

describe('the address of a wall', () => {
  it('says room, programme, screen, picture and theme', () => {
    expect(fromWallSearch('?room=Lobby&tour=t1&screen=2/3&show=ecosystem&theme=light')).toEqual({
      room: 'lobby',
      programme: { kind: 'tour', id: 't1' },
      screen: { at: 1, of: 3 },
      show: 'ecosystem',
      theme: 'light',
    });
    expect(fromWallSearch('?tour=self').programme).toEqual({ kind: 'self' });
    expect(fromWallSearch('?schedule=s').programme).toEqual({ kind: 'schedule', id: 's' });
  });

  it('falls back field by field', () => {
    const plain = { room: 'main', programme: null, screen: { at: 0, of: 1 }, show: null, theme: null };
    expect(fromWallSearch('?room=a%20b&screen=4/3&show=film&theme=pink')).toEqual(plain);
    expect(fromWallSearch('')).toEqual(plain);
  });
});

it('says the filters of a scene, but those that the ecosystem shows and says itself', () => {
  const naming = {
    nameOf: ({ id }: { readonly id: string }) => `place ${id}`,
    hexagons: (count: number) => `${count} hexagons`,
    labelOf: (dimension: string) => dimension.toUpperCase(),
  };
  const search =
    'category=Housewares,Garden&score=1&h3=832a10fffffffff&territory=sales%2Fnorth&origin.country=PT&product=A%20name%20that%20is%20too%20long%20to%20be%20read';
  const filters = (picture: string) => wallFilters(toWallView({ search: `?picture=${picture}&${search}` }, AS_IT_IS), naming);
  const all = ['Housewares +1', 'A name that is too long to…', 'SCORE: 1', 'ORIGIN.COUNTRY: place PT', '1 hexagons', 'place north'];
  expect(filters('map')).toEqual(all);
  expect(filters('ecosystem')).toEqual(all.slice(1));
  expect(wallFilters(toWallView({ search: '' }, AS_IT_IS), naming)).toEqual([]);
});

it('has a seam between each two of its screens', () => {
  const size = { width: 1920, height: 1080 };
  expect(seamsOf(1, size)).toEqual([]);
  expect(seamsOf(3, size).map(({ left, right }) => (left + right) / 2)).toEqual([1920, 3840]);
});

describe('a scene on a wall', () => {
  it('tells why of what it was made to tell, else of the heights', () => {
    expect(whyMetric(toWallView({ search: '?height=orders&colour=nps' }, AS_IT_IS))).toBe('orders');
    expect(whyMetric(toWallView({ search: '?height=orders&colour=nps&why=colour' }, AS_IT_IS))).toBe('nps');
  });

  it('is drawn ahead on metrics that are there, where one that it was made with is gone', () => {
    const scene = { search: '?picture=map&height=margin&colour=nps' };
    expect(toWallView(scene, AS_IT_IS)).toMatchObject({ height: 'margin', colour: 'nps' });
    expect(toAheadView(scene, AS_IT_IS, ['revenue', 'csat'])).toMatchObject({ height: 'revenue', colour: 'csat' });
    expect(toAheadView(scene, AS_IT_IS, ['events', 'margin', 'nps'])).toEqual(toWallView(scene, AS_IT_IS));
  });

  it('keeps its question and loses what is for one person alone', () => {
    const view = toWallView({ search: '?at=BR&side=notes&drawer=open&note=n1&height=orders&customer=ana&by=ana' }, AS_IT_IS);
    expect(view).toMatchObject({
      height: 'orders',
      side: 'none',
      drawer: 'closed',
      note: null,
      person: null,
      recordsBy: null,
      focus: { id: 'BR' },
    });
    expect(toWallView({ search: '?picture=map' }, { show: 'ecosystem', theme: 'light' })).toMatchObject({
      picture: 'ecosystem',
      theme: 'light',
    });
  });

  it('goes no nearer than a hexagon', () => {
    expect(toWallView({ search: '?at=BR&level=customer' }, AS_IT_IS).level).toBe('hexagon');
  });

  it('is of the place that it points out where it has no map to point on, and its name and figures with it', () => {
    const scene = { search: '?at=BR&selected=BR/BR-SP' };
    expect(toWallView(scene, AS_IT_IS)).toMatchObject({ focus: { id: 'BR' }, selected: { id: 'BR-SP' } });
    for (const show of ['ecosystem', 'segments'] as const)
      expect(toWallView(scene, { show, theme: null })).toMatchObject({ focus: { id: 'BR-SP', country: 'BR' }, selected: null });
    expect(toWallView({ search: '?at=BR&picture=ecosystem' }, AS_IT_IS)).toMatchObject({ focus: { id: 'BR' }, selected: null });
  });

  it('shows the same ground on a taller screen', () => {
    const camera = { longitude: 1, latitude: 2, zoom: 4, pitch: 30, bearing: 0 };
    expect(toWallCamera(camera, 1800)?.zoom).toBe(5);
    expect(toWallCamera(null, 1800)).toBeNull();
  });

  it('opens in the page of one person, as its screen shows it', () => {
    expect(pocketAddress({ search: '?at=BR' }, { picture: 'map', theme: 'light' })).toBe('/?at=BR&theme=light');
    const view = toWallView({ search: '?at=BR' }, { show: 'segments', theme: null });
    expect(pocketAddress({ search: '?at=BR' }, view)).toBe('/?picture=segments&at=BR');
  });
});

it('a caption is one sentence for the far end of the room, and the rest', () => {
  expect(toWallCaption({ name: 'Rio', caption: 'Rio grows. Late deliveries cost trust.' })).toEqual({
    headline: 'Rio grows',
    rest: 'Late deliveries cost trust.',
  });
  expect(toWallCaption({ name: 'Rio', caption: 'revenue −12 %; satisfaction lower, n = 312' })).toEqual({
    // A figure keeps its unit at the end of a line.
    headline: 'revenue −12\u00a0%',
    rest: 'Satisfaction lower, n = 312',
  });
  const long = `${'very '.repeat(30)}long`;
  expect(toWallCaption({ name: 'Rio', caption: long })).toEqual({ headline: 'Rio', rest: long });
  expect(toWallCaption({ name: 'Rio', caption: '' })).toEqual({ headline: 'Rio', rest: '' });
  // A full stop that ends a short form ends no sentence.
  for (const one of ['Sales in the U.S. fell', 'Große Orte, z. B. Berlin, wachsen', 'Up by approx. a third']) {
    expect(toWallCaption({ name: 'Rio', caption: `${one}. 3 of 40 moved.` })).toEqual({ headline: one, rest: '3 of 40 moved.' });
  }
  // Nor does one within a date or after a title.
  for (const one of [
    'Seit dem 3. Oktober fehlt Ware',
    'Das 1. Quartal trägt',
    'Bis Aug. 2018 wuchs Rio',
    'No 1º tri. 2018 caiu',
    'Frage an Dr. Weber',
  ]) {
    expect(toWallCaption({ name: 'Rio', caption: `${one}. 3 von 40 mehr.` })).toEqual({ headline: one, rest: '3 von 40 mehr.' });
  }
  // A place that begins as a month does is no month.
  for (const rest of ['Mainz folgt.', 'Augsburg folgt.', 'Separately, Rio grew.']) {
    expect(toWallCaption({ name: 'Rio', caption: `Rio ist auf Platz 3. ${rest}` })).toEqual({ headline: 'Rio ist auf Platz 3', rest });
  }
});

it('three figures, each once: height, how much, colour', () => {
  const known = ['revenue', 'orders', 'csat', 'contacts'];
  expect(wallFigures({ height: 'revenue', colour: 'csat' }, known)).toEqual(['revenue', 'orders', 'csat']);
  expect(wallFigures({ height: 'orders', colour: 'orders' }, known)).toEqual(['orders', 'revenue']);
  // The second is none of which there is nothing at all; what the scene was made with stays.
  expect(wallFigures({ height: 'contacts', colour: 'csat' }, [...known, 'events'], ['revenue', 'orders'])).toEqual([
    'contacts',
    'events',
    'csat',
  ]);
  expect(wallFigures({ height: 'revenue', colour: 'csat' }, known, ['revenue', 'orders'])).toEqual(['revenue', 'contacts', 'csat']);
});

it('figures are of a place, a time and a filter, whatever else a scene shows of them', () => {
  const of = (search: string) => figuresAbout(toWallView({ search }, AS_IT_IS));
  expect(of('?at=BR&height=orders&camera=-47,-15,4,40,0')).toBe(of('?at=BR&picture=ecosystem&compare=year'));
  const others = ['', '?at=BR', '?at=US', '?at=BR&selected=BR/BR-SP', '?at=BR&category=Tea', '?at=BR&last=PT1H'].map(of);
  expect(new Set(others).size).toBe(others.length);
});

describe('the next act', () => {
  const scene = { id: 's', name: 's', search: '', path: [], caption: '', seconds: 5 };
  const known = {
    tours: [{ id: 't', scenes: [scene] }],
    playlists: [
      {
        id: 'p',
        version: 1,
        author: '',
        createdAt: '',
        updatedAt: '',
        name: 'p',
        acts: [{ kind: 'tour', id: 't' }, { kind: 'self' }] as readonly Act[],
      },
    ],
    schedules: [],
  };

  it('follows the playlist round and round, and composes itself where nothing else can be played', () => {
    const programme = { kind: 'playlist', id: 'p' } as const;
    const first = nextAct({ programme, act: null, place: 0 }, known, 0, 'UTC');
    expect(first).toEqual({ place: 0, act: { kind: 'tour', id: 't' } });
    const second = nextAct({ programme, ...first }, known, 0, 'UTC');
    expect(second).toEqual({ place: 1, act: { kind: 'self' } });
    expect(nextAct({ programme, ...second }, known, 0, 'UTC').place).toBe(0);
    expect(nextAct({ programme: { kind: 'tour', id: 'gone' }, act: null, place: 0 }, known, 0, 'UTC').act).toEqual({ kind: 'self' });
    expect(nextAct({ programme: { kind: 'schedule', id: 'gone' }, act: null, place: 0 }, known, 0, 'UTC').act).toEqual({ kind: 'self' });
  });
});

it('goes on from where the present act stands in a playlist that was changed meanwhile, and leaves none out', () => {
  const tour = (id: string): Act => ({ kind: 'tour', id });
  const after = (place: number, ids: string) => {
    const kept = { id: 'p', version: 1, author: '', createdAt: '', updatedAt: '', name: 'p', acts: [...ids].map(tour) };
    const tours = [...'abc'].map((id) => ({ id, scenes: [{ id, name: id, search: '', path: [], caption: '', seconds: 5 }] }));
    const known = { tours, playlists: [kept], schedules: [] };
    return nextAct({ programme: { kind: 'playlist', id: 'p' }, act: tour('b'), place }, known, 0, 'UTC');
  };
  expect(after(1, 'abc')).toEqual({ place: 2, act: tour('c') });
  expect(after(1, 'bac')).toEqual({ place: 1, act: tour('a') });
  expect(after(1, 'ac')).toEqual({ place: 1, act: tour('c') });
  expect(after(2, 'ac')).toEqual({ place: 0, act: tour('a') });
  expect(after(2, 'bab')).toEqual({ place: 0, act: tour('b') });
});

it('counts the scene that a presenter goes to among those of the act, also where it is left out', () => {
  const room = { scenes: ['a', 'b', 'c'].map((id) => ({ id, name: id, search: '', path: [], caption: '', seconds: 5 })), vetoed: ['b'] };
  expect(scenesTold(room, 0)).toEqual([0, 2]);
  expect(scenesTold(room, 1)).toEqual([0, 1, 2]);
});

describe('self-care', () => {
  const HOUR_MS = 3_600_000;
  const well: Health = {
    ...{ bornMs: 0, nowMs: HOUR_MS, minuteOfDay: 600, heapBytes: 100, heapBudget: 1000, ownBuild: 'a', serverBuild: 'a' },
    ...{ isOutdated: false, contextLosses: 0, isBroken: false },
  };

  it('loads the page again when that is due, and only then', () => {
    expect(reloadReason(well)).toBeNull();
    expect(reloadReason({ ...well, nowMs: 1000, serverBuild: 'b' })).toBe('version');
    expect(reloadReason({ ...well, serverBuild: null })).toBeNull();
    expect(reloadReason({ ...well, isOutdated: true })).toBe('version');
    expect(reloadReason({ ...well, heapBytes: 1001 })).toBe('memory');
    expect(reloadReason({ ...well, heapBytes: null })).toBeNull();
    expect(reloadReason({ ...well, contextLosses: 3 })).toBe('graphics');
    expect(reloadReason({ ...well, isBroken: true })).toBe('broken');
    expect(reloadReason({ ...well, minuteOfDay: 240 })).toBeNull();
    expect(reloadReason({ ...well, minuteOfDay: 240, nowMs: 20 * HOUR_MS })).toBe('night');
    expect(reloadReason({ ...well, nowMs: 60_000, isBroken: true, heapBytes: 9999 })).toBeNull();
  });

  it('draws less where frames are slow, never less than the least, and does not go to and fro', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 5, max: 120 }), { maxLength: 200 }), (frames) => {
        let [state, changes] = [NEW_GOVERNOR, 0];
        for (const frameMs of frames) {
          const next = govern(state, frameMs);
          if (next.step !== state.step) changes++;
          state = next;
          expect(DENSITIES).toContain(densityOf(state));
        }
        // After it has gone down it rests: up again is possible only long after.
        expect(changes).toBeLessThanOrEqual(DENSITIES.length - 1);
      }),
      { seed: 7 },
    );
    const slow = govern(govern(NEW_GOVERNOR, 60), 60);
    expect(densityOf(slow)).toBe(DENSITIES[1]);
    let state = slow;
    for (let sample = 0; sample < 400; sample++) state = govern(state, 10);
    expect(densityOf(state)).toBe(1);
  });

  it('moves what stands still by a few pixels at a time and comes round', () => {
    const spots = Array.from({ length: 33 }, (_, minute) => drift(minute * 60_000));
    for (const [at, { x, y }] of spots.entries()) {
      expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(4);
      const before = spots[at - 1];
      if (before) expect(Math.abs(x - before.x) + Math.abs(y - before.y)).toBe(1);
    }
    expect(spots[32]).toEqual(spots[0]);
  });
});
