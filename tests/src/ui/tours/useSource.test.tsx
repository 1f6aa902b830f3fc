/** What stands under a film and a printed page. */
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it, vi } from 'vitest';
import { DEFAULT_VIEW, type Moment } from '../../../../src/model/viewState.ts';
import type { Catalog } from '../../../../src/protocol/catalog.ts';
import { CatalogContext } from '../../../../src/ui/catalogContext.ts';
import { useSource } from '../../../../src/ui/tours/useSource.ts';
import { createViewStore, ViewContext } from '../../../../src/ui/viewStore.ts';

let moment: Moment | null = { epoch: 'a', seq: 1234, at: '2 Mar 2018' };
vi.mock('../../../../src/ui/share/useShown.ts', () => ({
  useShownWords: () => ({ title: 'Brazil', subtitle: 'Revenue · Last 7 days' }),
  useMoment: () => () => moment && { moment },
  useInstantText: () => (at: string) => at,
}));

function Foot(): string {
  return useSource()();
}

it('says of which moment the numbers are, beside what they are of: Last 7 days says nothing in a year', () => {
  const drawn = () =>
    renderToStaticMarkup(
      <CatalogContext value={{ simulated: true } as unknown as Catalog}>
        <ViewContext value={createViewStore({ ...DEFAULT_VIEW, where: { category: ['Tea'] } })}>
          <Foot />
        </ViewContext>
      </CatalogContext>,
    );
  expect(drawn()).toBe('Orrery · as of 2 Mar 2018, event 1,234 · Brazil · Revenue · Last 7 days · filtered · simulated data');
  moment = null;
  expect(drawn()).toBe('Brazil · Revenue · Last 7 days · filtered · simulated data');
});
