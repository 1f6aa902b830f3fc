/** The catalog's own metrics and dimensions have a name and a definition in every language that the page speaks. */
import { afterEach, expect, it } from 'vitest';
import { createDictionaries } from '../../../server/engine/dictionaries.ts';
import { createDimensions } from '../../../server/engine/dimensions.ts';
import { createMetrics } from '../../../server/engine/metrics.ts';
import { createZone } from '../../../server/engine/zone.ts';
import { DEFAULT_SETTINGS } from '../../../server/settings.ts';
import { inReadersWords } from '../../../src/model/catalogWords.ts';
import { setLanguage } from '../../../src/model/language.ts';

afterEach(() => setLanguage('en'));

/** What the server says in English, where the reader has no words. */
const ENGLISH = 'English';

it.each(['pt', 'de'] as const)('in %s', (language) => {
  setLanguage(language);
  const metrics = [...createMetrics(DEFAULT_SETTINGS).values()].map((metric) => ({ ...metric, label: ENGLISH, formula: ENGLISH }));
  const dimensions = createDimensions({ settings: DEFAULT_SETTINGS, dictionaries: createDictionaries(), zone: createZone('UTC') });
  const told = inReadersWords({
    ...{ epoch: '', currency: 'USD', timezone: 'UTC', simulated: false, extent: { from: null, to: null }, metrics },
    dimensions: Array.from(dimensions.values(), (dimension) => ({ ...dimension, label: ENGLISH })),
  });
  expect(told.metrics.filter(({ label, formula }) => label === ENGLISH || formula === ENGLISH).map(({ id }) => id)).toEqual([]);
  expect(told.dimensions.filter(({ label }) => label === ENGLISH).map(({ id }) => id)).toEqual([]);
});
