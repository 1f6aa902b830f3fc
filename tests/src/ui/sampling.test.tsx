import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { isDrawnToward } from '../../../src/model/shrink.ts';
import { DEFAULT_VIEW } from '../../../src/model/viewState.ts';
import type { Catalog } from '../../../src/protocol/catalog.ts';
import { CatalogContext } from '../../../src/ui/catalogContext.ts';
import { Sampling } from '../../../src/ui/legend/Sampling.tsx';
import { createViewStore, ViewContext } from '../../../src/ui/viewStore.ts';

const metrics = ['revenue', 'csat'].map((id) => ({ id, interval: id === 'csat' }));

it('says that few answers are drawn toward the rate around them where they are: not of changes, which stand as answered', () => {
  const view = createViewStore({ ...DEFAULT_VIEW, height: 'revenue', colour: 'csat', shrink: true });
  const said = (isChange: boolean) =>
    renderToStaticMarkup(
      <CatalogContext value={{ metrics } as unknown as Catalog}>
        <ViewContext value={view}>
          <Sampling isChange={isChange} />
        </ViewContext>
      </CatalogContext>,
    );
  expect(said(false)).toContain('empirical Bayes');
  expect(said(true)).toBe('');
  expect([isDrawnToward(true, 'csat'), isDrawnToward(true, 'change'), isDrawnToward(false, 'csat')]).toEqual([true, false, false]);
});
