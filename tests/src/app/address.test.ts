/** The address follows the view: a moment behind it, never further, however often it changes. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { followAddress } from '../../../src/app/address.ts';
import { toCountry } from '../../../src/model/place.ts';
import { fromSearch } from '../../../src/model/viewSearch.ts';
import { startPlaying, stopPlaying } from '../../../src/ui/tours/playing.ts';

const page = { pathname: '/', hash: '', search: '?lang=de' };
const writes: string[] = [];
let forget: () => void = () => {};
let goBack: () => void = () => {};
let store = createStore(() => fromSearch(''));

beforeEach(() => {
  vi.useFakeTimers();
  page.search = '?lang=de';
  const write = (how: string) => (_state: unknown, _title: string, address: string) => {
    page.search = new URL(address, 'http://here').search;
    writes.push(how);
  };
  const history = { pushState: write('push'), replaceState: write('replace') };
  const addEventListener = (_kind: string, listener: () => void) => {
    goBack = listener;
  };
  vi.stubGlobal('window', { location: page, history, addEventListener, removeEventListener: () => {} });
  store = createStore(() => fromSearch(''));
  forget = followAddress(store);
});
afterEach(() => {
  forget();
  writes.length = 0;
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const choose = (segment: string) => store.setState({ where: { segment: [segment] } });
const segment = () => new URLSearchParams(page.search).get('segment');

it('gathers changes that come together, and keeps the language', () => {
  choose('a');
  vi.advanceTimersByTime(200);
  choose('b');
  vi.advanceTimersByTime(249);
  expect(segment()).toBeNull();
  vi.advanceTimersByTime(1);
  expect(segment()).toBe('b');
  expect(page.search).toContain('lang=de');
  expect(writes).toEqual(['replace']);
});

it('is no further behind than a second while changes come without a pause, and writes no oftener', () => {
  for (let step = 0; step < 80; step++) {
    choose(`s${step}`);
    vi.advanceTimersByTime(125);
    if (step >= 8) expect(step - Number(segment()?.slice(1))).toBeLessThanOrEqual(8);
  }
  expect(writes.length).toBeGreaterThanOrEqual(9);
  expect(writes.length).toBeLessThanOrEqual(11);
});

it('keeps a place that was gone into as a step to come back from, at once', () => {
  choose('a');
  store.setState({ focus: { level: 'country', id: 'BR', country: null, region: null } });
  expect(writes).toEqual(['push']);
  expect(segment()).toBe('a');
  vi.advanceTimersByTime(2000);
  expect(writes).toEqual(['push']);
});

it('makes no steps of the scenes of a tour, nor of what it gives back: one comes back to where one was before the last place', () => {
  const go = (id: string | null) => store.setState({ focus: id === null ? null : toCountry(id) });
  go('US');
  startPlaying({ name: 'Board', scenes: [{ id: 'a', name: 'a', search: '?at=BR', path: [], caption: '', seconds: 12 }] });
  for (const id of ['BR', 'DE', null]) go(id);
  stopPlaying();
  go('US');
  expect(new URLSearchParams(page.search).get('at')).toBe('US');
  expect(writes).toEqual(['push', 'replace', 'replace', 'replace', 'replace']);
  go('BR');
  expect(writes.at(-1)).toBe('push');
});

it('reads only what is another: what says the same stays the same object, that nobody draws anew', () => {
  page.search = '?category=toys&period=30d&colour=nps&camera=10,0,1.2,40,0';
  goBack();
  const before = store.getState();
  page.search = '?category=toys&period=30d&colour=csat&camera=10,0,1.5,40,0';
  goBack();
  const after = store.getState();
  expect(before.where).toEqual({ category: ['toys'] });
  expect(after.where).toBe(before.where);
  expect(after.window).toBe(before.window);
  expect([after.colour, after.camera?.zoom]).toEqual(['csat', 1.5]);
});
