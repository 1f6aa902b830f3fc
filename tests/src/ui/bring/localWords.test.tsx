/** What the sheet of a file says to those who write a decimal comma and read no English. */
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, expect, it } from 'vitest';
import { guessPlan } from '../../../../src/model/import/guess.ts';
import { toEvent } from '../../../../src/model/import/rowEvent.ts';
import { setLanguage } from '../../../../src/model/language.ts';
import { whyText } from '../../../../src/ui/bring/badRows.ts';
import { PlanOptions } from '../../../../src/ui/bring/PlanOptions.tsx';

afterEach(() => setLanguage('en'));

const GIVEN = { timeZone: 'UTC', source: '/import/a.csv', importId: 'i1' };

it('offers types of events by their names', () => {
  setLanguage('de');
  const plan = guessPlan(['Kunde', 'Betrag'], [['c', '1,50']], GIVEN);
  const markup = renderToStaticMarkup(<PlanOptions plan={plan} onChange={() => {}} />);
  expect(markup).toContain('<option value="io.orrery.order.completed" selected="">Bestellung</option>');
  expect(markup).not.toContain('order.refunded</option>');
});

it('advises no way to write a number that is refused itself', () => {
  setLanguage('de');
  const plan = { ...guessPlan(['Betrag'], [['1,50']], GIVEN), decimal: ',' } as const;
  const refused = toEvent(['1234.50'], plan, 'id');
  if (!('kind' in refused)) throw new Error('taken');
  expect(whyText({ number: 2, field: 'Betrag', why: refused })).not.toContain('als 1234.50');
});
