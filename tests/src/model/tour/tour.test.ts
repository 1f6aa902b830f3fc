import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actsOf, playedProgramme, programmeAt } from '../../../../src/model/tour/schedule.ts';
import { cameraAt, fromTourFile, moveScene, sceneTitle, toTourFile } from '../../../../src/model/tour/tour.ts';
import type { CameraStop, Scene, Slot, Weekday } from '../../../../src/protocol/tours.ts';

const text = (least: number, most: number) =>
  fc
    .string({ unit: 'grapheme', maxLength: most })
    .filter((value) => value.trim() === value && value.length >= least && value.length <= most && !/[\p{Surrogate}\0]/u.test(value));
const degrees = (most: number) => fc.double({ min: -most, max: most, noNaN: true }).map((value) => value + 0);
const stop: fc.Arbitrary<CameraStop> = fc.record({
  ...{ longitude: degrees(180), latitude: degrees(90), bearing: degrees(180) },
  ...{ zoom: fc.double({ min: 0, max: 24, noNaN: true }), pitch: fc.double({ min: 0, max: 85, noNaN: true }) },
});
const scene: fc.Arbitrary<Scene> = fc.record({
  ...{ id: fc.uuid(), name: text(1, 40), caption: text(0, 80), path: fc.array(stop, { maxLength: 3 }) },
  search: fc.constantFrom('', '?at=BR', '?picture=ecosystem&category=Caf%C3%A9'),
  seconds: fc.integer({ min: 3, max: 600 }),
});
const scenes = fc.uniqueArray(scene, { selector: ({ id }) => id, maxLength: 6 });

describe('a tour as a file', () => {
  it('comes back as it was, whatever else stands in the file', () => {
    fc.assert(
      fc.property(text(1, 40), scenes, (name, list) => {
        const file = JSON.parse(toTourFile({ name, scenes: list })) as { scenes: object[] };
        const more = { ...file, colour: 'red', scenes: file.scenes.map((one) => ({ ...one, x: 1 })) };
        expect(fromTourFile(JSON.stringify(more))).toEqual({ name, scenes: list });
      }),
      { seed: 5 },
    );
  });

  const good = { orrery: 'tour', format: 1, name: 'x', scenes: [{ id: 'a', name: 'x', search: '', path: [], caption: '', seconds: 12 }] };
  it.each([
    ['file', '{'],
    ['file', '[]'],
    ['orrery', JSON.stringify({ ...good, orrery: undefined })],
    ['format', JSON.stringify({ ...good, format: 2 })],
    ['name', JSON.stringify({ ...good, name: 7 })],
    ['scenes.0.seconds', JSON.stringify({ ...good, scenes: [{ ...good.scenes[0], seconds: 0.5 }] })],
    ['scenes.0.search', JSON.stringify({ ...good, scenes: [{ ...good.scenes[0], search: 'javascript:alert(1)' }] })],
    ['scenes.0.path.0.zoom', JSON.stringify({ ...good, scenes: [{ ...good.scenes[0], path: [{ longitude: 0, latitude: 0 }] }] })],
  ])('names the field %s that is wrong', (field, file) => {
    expect(() => fromTourFile(file)).toThrow(new RegExp(`^${field.replaceAll('.', '\\.')}: `));
  });
});

describe('the title of a scene', () => {
  const words = { place: 'person-17', customer: 'Customer', size: 'Revenue' };
  const person = { level: 'customer', id: 'person-17', country: 'BR', region: null } as const;
  const city = { level: 'city', id: 'geonames:1', country: 'BR', region: null } as const;

  it('names its place, but no customer', () => {
    expect(sceneTitle(city, { ...words, place: 'São Paulo' })).toBe('São Paulo · Revenue');
    expect(sceneTitle(null, { ...words, place: 'World' })).toBe('World · Revenue');
    expect(sceneTitle(person, words)).toBe('Customer · Revenue');
  });
});

describe('a tour in time', () => {
  it('moves the camera from its view through every stop to the last, never leaving the globe', () => {
    fc.assert(
      fc.property(
        stop,
        fc.array(stop, { minLength: 1, maxLength: 4 }),
        fc.double({ min: -1, max: 40, noNaN: true }),
        (start, path, since) => {
          const moved = { path, seconds: 20 };
          expect(around(cameraAt(moved, start, 0)?.longitude, start.longitude)).toBeLessThan(1e-6);
          expect(around(cameraAt(moved, start, 20)?.longitude, path.at(-1)?.longitude)).toBeLessThan(1e-6);
          const camera = cameraAt(moved, start, since);
          const zooms = [start, ...path].map(({ zoom }) => zoom);
          expect(Math.abs(camera?.longitude ?? 999)).toBeLessThanOrEqual(180);
          expect(camera?.zoom).toBeGreaterThanOrEqual(Math.min(...zooms) - 1e-9);
          expect(camera?.zoom).toBeLessThanOrEqual(Math.max(...zooms) + 1e-9);
        },
      ),
      { seed: 7 },
    );
    const [west, east] = [170, -170].map((longitude) => ({ longitude, latitude: 0, zoom: 3, pitch: 0, bearing: 0 })) as [
      CameraStop,
      CameraStop,
    ];
    expect(Math.abs(cameraAt({ path: [east], seconds: 10 }, west, 5)?.longitude ?? 0)).toBeCloseTo(180);
    expect(cameraAt({ path: [], seconds: 10 }, west, 5)).toBeNull();
  });

  it('keeps every scene when one is moved, and moving it back restores the order', () => {
    fc.assert(
      fc.property(scenes, fc.nat(5), fc.nat(5), (list, a, b) => {
        fc.pre(a < list.length && b < list.length);
        const moved = moveScene(list, a, b);
        expect(moved[b]).toBe(list[a]);
        expect(moveScene(moved, b, a)).toEqual(list);
      }),
      { seed: 8 },
    );
  });
});

function around(one = 999, other = 0): number {
  const turn = Math.abs(one - other) % 360;
  return Math.min(turn, 360 - turn);
}

describe('a schedule', () => {
  const slot = (days: readonly Weekday[], from: string, to: string, id: string): Slot => ({ days, from, to, plays: { kind: 'tour', id } });
  const week = {
    slots: [slot([1, 2, 3, 4, 5], '08:00', '18:00', 'office'), slot([5], '22:00', '02:30', 'night'), slot([7], '00:00', '00:00', 'sunday')],
    otherwise: { kind: 'self' as const },
  };
  it.each([
    ['Thursday before eight', '2026-01-08T07:59:00-03:00', null],
    ['at eight', '2026-01-08T08:00:00-03:00', 'office'],
    ['Friday at six', '2026-01-09T18:00:00-03:00', null],
    ['Friday night', '2026-01-09T23:00:00-03:00', 'night'],
    ['over midnight into Saturday', '2026-01-10T02:29:00-03:00', 'night'],
    ['Saturday at half past two', '2026-01-10T02:30:00-03:00', null],
    ['Sunday from its first minute', '2026-01-11T00:00:00-03:00', 'sunday'],
    ['to its last', '2026-01-11T23:59:00-03:00', 'sunday'],
  ])('plays by the clock of the workspace: %s', (_, instant, id) => {
    const programme = programmeAt(week, Date.parse(instant), 'America/Sao_Paulo');
    expect(programme).toEqual(id === null ? { kind: 'self' } : { kind: 'tour', id });
  });

  it('follows the clock when summer time begins and ends', () => {
    const early = { slots: [slot([7], '01:30', '03:30', 'x')], otherwise: { kind: 'self' as const } };
    const playsAt = (instant: string) => programmeAt(early, Date.parse(instant), 'Europe/Berlin').kind === 'tour';
    // 29 March 2026: the clock jumps from 02:00 to 03:00; 25 October: from 03:00 back to 02:00.
    expect(['00:29', '00:30', '01:00', '01:29', '01:30'].map((time) => playsAt(`2026-03-29T${time}:00Z`))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
    expect(['2026-10-24T23:29', '2026-10-24T23:30', '2026-10-25T02:29', '2026-10-25T02:30'].map((time) => playsAt(`${time}:00Z`))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('plays what a playlist names, without tours that are gone, and composes itself where nothing remains', () => {
    const kept = { version: 1, author: 'Ana', createdAt: '', updatedAt: '' };
    const playlists = [
      {
        ...kept,
        id: 'p',
        name: 'Lobby',
        acts: [{ kind: 'tour', id: 'a' } as const, { kind: 'tour', id: 'gone' } as const, { kind: 'self' } as const],
      },
    ];
    const tours = [
      { id: 'a', scenes: [{} as Scene] },
      { id: 'empty', scenes: [] },
    ];
    expect(actsOf({ kind: 'playlist', id: 'p' }, playlists, tours)).toEqual([{ kind: 'tour', id: 'a' }, { kind: 'self' }]);
    expect(actsOf({ kind: 'tour', id: 'empty' }, playlists, tours)).toEqual([{ kind: 'self' }]);
    expect(actsOf({ kind: 'playlist', id: 'gone' }, playlists, tours)).toEqual([{ kind: 'self' }]);
    // What is said to play is what plays.
    const played = (kind: 'tour' | 'playlist', id: string) => playedProgramme({ kind, id }, playlists, tours);
    expect([played('tour', 'a'), played('playlist', 'p')]).toEqual([
      { kind: 'tour', id: 'a' },
      { kind: 'playlist', id: 'p' },
    ]);
    expect([played('tour', 'empty'), played('tour', 'gone'), played('playlist', 'gone')]).toEqual(Array(3).fill({ kind: 'self' }));
  });
});
