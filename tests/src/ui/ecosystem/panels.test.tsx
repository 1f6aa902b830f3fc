/** What the panels of the ecosystem say: beside what is chosen, and where something could not be answered. */
import { MantineProvider } from '@mantine/core';
import type { JSX } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it, vi } from 'vitest';
import { toCascade, toPlaces } from '../../../../src/model/ecosystem/cascade.ts';
import type { EcosystemChange } from '../../../../src/model/ecosystem/changes.ts';
import { toEcosystem } from '../../../../src/model/ecosystem/ecosystem.ts';
import { nodeName } from '../../../../src/model/ecosystem/ecosystemWords.ts';
import { chosenNames, toldOfAll, toldOfChosen } from '../../../../src/model/ecosystem/headline.ts';
import { FIRST_RANKS } from '../../../../src/model/ecosystem/ranks.ts';
import { seat } from '../../../../src/model/ecosystem/seats.ts';
import { NOTHING_STALE } from '../../../../src/model/ecosystem/staleness.ts';
import { DEFAULT_VIEW, type ViewState } from '../../../../src/model/viewState.ts';
import type { Catalog } from '../../../../src/protocol/catalog.ts';
import { CatalogContext } from '../../../../src/ui/catalogContext.ts';
import { ChosenCard } from '../../../../src/ui/ecosystem/ChosenCard.tsx';
import { EcosystemHead } from '../../../../src/ui/ecosystem/EcosystemHead.tsx';
import { EcosystemLegend } from '../../../../src/ui/ecosystem/EcosystemLegend.tsx';
import type { EcosystemPanels } from '../../../../src/ui/ecosystem/ecosystemStore.ts';
import type { ShownEcosystem } from '../../../../src/ui/ecosystem/useEcosystem.ts';
import { createViewStore, ViewContext } from '../../../../src/ui/viewStore.ts';
import { answersOf, type SmallEvent } from '../../model/ecosystem/answers.ts';

const panels = vi.hoisted(() => ({ state: {} as unknown, plans: new Map<string, unknown>() }));
vi.mock('../../../../src/ui/plan/useDockPlans.ts', () => ({ useDockPlans: () => panels.plans }));
vi.mock('../../../../src/ui/ecosystem/ecosystemStore.ts', () => {
  const read = () => panels.state;
  return { ecosystemStore: { getState: read, getInitialState: read, subscribe: () => () => {}, setState: () => {} } };
});
vi.mock('../../../../src/live/LiveProvider.tsx', () => ({ useLive: () => ({}) }));
vi.stubGlobal('window', { matchMedia: () => ({ matches: false }) });

const CATALOG = { currency: 'USD', metrics: [{ id: 'revenue' }], dimensions: [] } as unknown as Catalog;
const EVENTS = Array.from(
  { length: 66 },
  (_, at): SmallEvent => ({
    ...{ channel: 'web', source: '/shop', segment: 'Loyal', score: 1, isAtRisk: true },
    ...{ category: `Category ${at % 11}`, amount: 100 - (at % 11) },
  }),
);
const answers = answersOf(EVENTS, FIRST_RANKS);
const seats = seat(FIRST_RANKS, answers, answers);
const ecosystem = toEcosystem(seats, answers, null, nodeName);
const small = ecosystem.nodes.find(({ isOther }) => isOther)?.values.map(({ value }) => value) ?? [];

function shownIn(view: ViewState): ShownEcosystem {
  const names = chosenNames(view, ecosystem);
  const own = answersOf(
    EVENTS.filter(({ category }) => view.where.category?.includes(category) ?? true),
    FIRST_RANKS,
  );
  return {
    ...{ ecosystem, cascade: toCascade(ecosystem, toPlaces(seats)), counts: new Map(), countsOf: '', changes: [] },
    ...{ staleness: NOTHING_STALE, seats, withheld: 0 },
    told: names.length === 0 ? toldOfAll(ecosystem, answers.total) : toldOfChosen(names, { total: own.total, parts: null }, null),
  };
}

function said(view: ViewState, part: JSX.Element, state: Partial<EcosystemPanels> = {}): string {
  panels.state = { shown: shownIn(view), status: 'ready', error: null, perSpark: 1, fitting: null, ...state };
  return renderToStaticMarkup(
    <MantineProvider>
      <CatalogContext value={CATALOG}>
        <ViewContext value={createViewStore(view)}>{part}</ViewContext>
      </CatalogContext>
    </MantineProvider>,
  );
}

const choosing = (...category: (string | null)[]): ViewState => ({
  ...DEFAULT_VIEW,
  picture: 'ecosystem',
  where: category.length === 0 ? {} : { category },
});

describe('the drawer', () => {
  it('tells of what is chosen, also where small ones of it are folded among others and no node is lit', () => {
    const folded = choosing(...small.slice(0, 3));
    const whole = said(folded, <ChosenCard shown={shownIn(folded)} />);
    expect(whole).toContain(`${small[0]} + ${small[1]} + 1 other`);
    // Three of eleven categories, six events each.
    expect(whole).toContain('<dd data-risk="false">18</dd>');
    expect(whole).not.toContain('<dd data-risk="false">66</dd>');
    const one = choosing('Category 0');
    expect(said(one, <ChosenCard shown={shownIn(one)} />)).toContain('<h2>Category 0</h2>');
  });
});

describe('the legend', () => {
  it('speaks of light only where some is lit, and of rings only where there are any', () => {
    const legend = (view: ViewState, state?: Partial<EcosystemPanels>) => said(view, <EcosystemLegend />, state);
    expect(legend(choosing())).not.toContain('what hangs on the chosen');
    expect(legend(choosing('Category 0'))).toContain('what hangs on the chosen');
    expect(legend(choosing(...small.slice(0, 3)))).not.toContain('what hangs on the chosen');
    expect(legend({ ...choosing(), where: { source: ['/shop'] } })).not.toContain('what hangs on the chosen');
    expect(legend(choosing())).not.toContain('ring:');
    const falling: EcosystemChange = {
      ...{ key: '0 channel web', kind: 'csat', node: 0, link: -1, by: -9, now: 40, before: 49, n: 66, sureness: 5, isBad: true },
    };
    expect(legend(choosing(), { shown: { ...shownIn(choosing()), changes: [falling] } })).toContain('ring: satisfaction falls,');
  });
});

it('the legend speaks of glass only where some stands', () => {
  const legend = () => said({ ...choosing(), plan: 'target' }, <EcosystemLegend />);
  expect(legend()).not.toContain('glass:');
  const group = { ids: ['Category 0'], soFar: 500, toEnd: 500, from: 'own', parts: 1, coverage: 1 };
  panels.plans = new Map([['category', { adds: 'sum', groups: [group] }]]);
  expect(legend()).toContain('glass: revenue, target');
});

describe('the headline', () => {
  it('of another question does not stand over a picture that could not be asked for, and it can be asked again', () => {
    const failed = { status: 'failed', error: 'asOf: another log' } as const;
    expect(said(choosing(), <EcosystemHead />)).toContain('at risk');
    const head = said(choosing(), <EcosystemHead />, failed);
    expect(head).toContain('This could not be answered: asOf: another log');
    expect(head).toContain('Ask again');
    expect(head).not.toContain('at risk');
    expect(said(choosing(), <EcosystemHead />, { ...failed, shown: null })).toContain('Ask again');
  });
});
