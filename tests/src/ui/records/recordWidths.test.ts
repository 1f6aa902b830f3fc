import { afterEach, describe, expect, it } from 'vitest';
import { LANGUAGES, setLanguage } from '../../../../src/model/language.ts';
import { RECORD_COLUMNS } from '../../../../src/model/records/recordColumns.ts';
import { eventTime } from '../../../../src/ui/records/RecordCell.tsx';
import { recordsWords } from '../../../../src/ui/records/recordsTexts.ts';
import { recordWidths } from '../../../../src/ui/records/recordWidths.ts';

/** Rem that the list has on a wide screen and on a small one, without the drawer. */
const [WIDE, SMALL] = [108 - 2.4, 60 - 2.4];

afterEach(() => setLanguage('en'));

describe('the columns of records', () => {
  it('show a time to the minute in every language, in no more letters than there is room for', () => {
    const said = LANGUAGES.map((language) => {
      setLanguage(language);
      return eventTime('2026-03-01T14:05:00Z', 'UTC');
    });
    expect(said).toEqual(['01 Mar 26, 14:05', '01/03/26, 14:05', '01.03.26, 14:05']);
  });

  it('of orders, reviews and profiles all fit into the panel of a wide screen', () => {
    const columns = ['time', 'type', 'amount', 'score', 'customer', 'place', 'text', 'category', 'product', 'order', 'quantity'] as const;
    expect(recordWidths(columns, false).least).toBeLessThanOrEqual(WIDE);
  });

  it('on a small screen show when, what, how much, who and where whole', () => {
    expect(recordWidths(['time', 'type', 'amount', 'score', 'customer', 'place'], false).least).toBeLessThanOrEqual(SMALL);
  });

  it('have room for their names in every language', () => {
    for (const language of LANGUAGES) {
      setLanguage(language);
      for (const column of RECORD_COLUMNS) {
        const name = recordsWords().heads[column];
        expect({ language, name, rem: recordWidths([column], false).least }).toSatisfy(({ rem }) => 0.7 * name.length <= rem);
      }
    }
  });

  it('have a width each, the sum of which the list keeps', () => {
    const { template, least } = recordWidths(RECORD_COLUMNS, false);
    const widths = [...template.matchAll(/(?:minmax\()?([\d.]+)rem/g)].map(([, width]) => Number(width));
    expect(widths).toHaveLength(RECORD_COLUMNS.length);
    expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(least);
    expect(recordWidths(RECORD_COLUMNS, true).least).toBeLessThan(least);
  });
});
