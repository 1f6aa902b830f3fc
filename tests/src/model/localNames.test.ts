/** Countries are called in the reader's language wherever the server, or somebody who writes another language, named them. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { nodeName } from '../../../src/model/ecosystem/ecosystemWords.ts';
import { coordinateText } from '../../../src/model/hexagonNames.ts';
import { setLanguage } from '../../../src/model/language.ts';
import { closestName, localName, localNames } from '../../../src/model/localNames.ts';
import { toMoment } from '../../../src/model/marks.ts';
import { notedName, toNotePlace } from '../../../src/model/notes.ts';
import { toCountry } from '../../../src/model/place.ts';
import type { KnownRecord } from '../../../src/protocol/records.ts';

beforeEach(() => setLanguage('de'));
afterEach(() => setLanguage('en'));

const GERMANY = { country: 'DE', region: null, city: null, name: 'Germany', longitude: null, latitude: null };

it('where something was, known to its country alone', () => {
  expect(closestName(GERMANY)).toBe('Deutschland');
  expect(closestName({ ...GERMANY, region: 'DE-BY', name: 'Bavaria' })).toBe('Bayern');
  expect(closestName({ ...GERMANY, region: 'DE-BY', city: 'geonames:1', name: 'Fürth' })).toBe('Fürth');
  expect(closestName({ country: null, region: null, city: null, name: null })).toBeNull();
  const announced = {
    seq: 1,
    time: '2026-03-01T00:00:00Z',
    text: 'Neue Preise',
    product: null,
    category: null,
    reason: null,
    place: GERMANY,
  };
  expect(toMoment(announced as unknown as KnownRecord, '').place).toBe('Deutschland');
  setLanguage('en');
  expect(closestName(GERMANY)).toBe('Germany');
});

it('where the first rows of a file will stand', () => {
  expect(localNames('Campinas, São Paulo, Brazil', { country: 'BR', region: 'BR-SP' })).toBe('Campinas, São Paulo, Brasilien');
  expect(localNames('Fürth, Bavaria, Germany', { country: 'DE', region: 'DE-BY' })).toBe('Fürth, Bayern, Deutschland');
  expect(localNames('Germany', { country: 'DE', region: 'DE-BY' })).toBe('Deutschland');
  expect(localNames('', { country: 'BR', region: null })).toBe('');
});

it('as a rank of the ecosystem', () => {
  expect(nodeName('country', 'BR', 'Brazil')).toBe('Brasilien');
  expect(nodeName('region', 'BR-SP', 'São Paulo')).toBe('São Paulo');
  expect(nodeName('country', null, undefined)).toBe('Ohne Land');
});

it('in a note of somebody who writes another language', () => {
  const noted = toNotePlace(toCountry('BR'), 'Brasilien');
  setLanguage('pt');
  expect(notedName(noted)).toBe('Brasil');
  setLanguage('en');
  expect(notedName(noted)).toBe('Brazil');
  expect(notedName({ ...noted, level: 'city', id: 'geonames:1', name: 'Campinas' })).toBe('Campinas');
});

it('and regions as they are called where the language is spoken', () => {
  expect(localName('region', 'DE-NW', 'North Rhine-Westphalia')).toBe('Nordrhein-Westfalen');
  expect(localName('region', 'BR-DF', 'Federal District')).toBe('Federal District');
  expect(nodeName('region', 'AT-9', 'Vienna')).toBe('Wien');
  setLanguage('pt');
  expect(localName('region', 'BR-DF', 'Federal District')).toBe('Distrito Federal');
  expect(notedName({ level: 'region', id: 'BR-DF', country: 'BR', region: 'BR-DF', name: 'Federal District' })).toBe('Distrito Federal');
});

it('and degrees with the decimal mark of the reader', () => {
  expect(coordinateText([-46.63, -23.5])).toBe('23,50° S, 46,63° W');
  setLanguage('en');
  expect(coordinateText([-46.63, -23.5])).toBe('23.50° S, 46.63° W');
});
