/** Words of customers as they stand on the screen. */
import { MantineProvider } from '@mantine/core';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { Live } from '../../../../src/live/createLive.ts';
import { LiveProvider } from '../../../../src/live/LiveProvider.tsx';
import { setLanguage } from '../../../../src/model/language.ts';
import { DEFAULT_VIEW } from '../../../../src/model/viewState.ts';
import type { Catalog } from '../../../../src/protocol/catalog.ts';
import type { RecordAnswer } from '../../../../src/protocol/records.ts';
import type { VerbatimAnswer } from '../../../../src/protocol/verbatims.ts';
import { CatalogContext } from '../../../../src/ui/catalogContext.ts';
import { Verbatim } from '../../../../src/ui/drawer/Verbatims.tsx';
import { RecordCell } from '../../../../src/ui/records/RecordCell.tsx';
import { RecordDetails } from '../../../../src/ui/records/RecordDetails.tsx';
import { MomentCard } from '../../../../src/ui/timeline/MomentCard.tsx';
import { createViewStore, ViewContext } from '../../../../src/ui/viewStore.ts';

const ARABIC = 'الخدمة بطيئة! رقم 7';
const NOWHERE = { country: null, region: null, city: null, name: null, longitude: null, latitude: null };

afterEach(() => setLanguage('en'));

function drawn(verbatim: Partial<VerbatimAnswer>): string {
  const whole: VerbatimAnswer = {
    ...{ seq: 1, time: '2026-03-03T10:15:00Z', text: ARABIC, score: null, scale: null, reason: 'تأخير', channel: null, category: null },
    ...{ product: null, source: 'survey', customer: null, place: NOWHERE },
    ...verbatim,
  };
  const connection = createStore(() => ({ newestEventAtMs: null, lagMs: null }));
  return renderToStaticMarkup(
    <LiveProvider live={{ connection } as unknown as Live}>
      <CatalogContext value={{ timezone: 'UTC' } as Catalog}>
        <ViewContext value={createViewStore(DEFAULT_VIEW)}>
          <Verbatim verbatim={whole} />
        </ViewContext>
      </CatalogContext>
    </LiveProvider>,
  );
}

it('stand in the direction of their own language, and turn nothing around beside them', () => {
  const markup = drawn({});
  expect(markup).toMatch(new RegExp(`<p[^>]* dir="auto">${ARABIC}</p>`));
  expect(markup).toContain('<bdi>تأخير</bdi> · 3 Mar 2026');
  const record = { source: 's', id: '1', type: 't', customer: null, time: 'x', seq: 1, reason: ARABIC, data: { text: ARABIC } };
  expect(renderToStaticMarkup(<RecordDetails record={record as unknown as RecordAnswer} />)).toContain(`<dd dir="auto">${ARABIC}</dd>`);
  const cell = <RecordCell record={record as unknown as RecordAnswer} column="reason" isOpen={false} onToggle={() => {}} />;
  expect(renderToStaticMarkup(<CatalogContext value={{} as Catalog}>{cell}</CatalogContext>)).toContain(`dir="auto">${ARABIC}</span>`);
  const mark = { share: 0, room: 1, moments: [{ id: '1', ms: 0, text: ARABIC, place: null, author: null }] };
  const card = <MomentCard mark={mark} timeZone="UTC" onClose={() => {}} />;
  expect(renderToStaticMarkup(<MantineProvider>{card}</MantineProvider>)).toContain(`<p dir="auto">${ARABIC}</p>`);
});

it('stand beside their score as the reader writes numbers', () => {
  setLanguage('de');
  expect(drawn({ score: -0.5, reason: null })).toContain('>-0,5</span>');
});
