import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, expect, it, vi } from 'vitest';
import type { Live } from '../../../../src/live/createLive.ts';
import { LiveProvider } from '../../../../src/live/LiveProvider.tsx';
import { DEFAULT_VIEW } from '../../../../src/model/viewState.ts';
import type { Catalog } from '../../../../src/protocol/catalog.ts';
import { CatalogContext } from '../../../../src/ui/catalogContext.ts';
import { EcosystemTable } from '../../../../src/ui/ecosystem/EcosystemTable.tsx';
import { type EcosystemPanels, ecosystemStore } from '../../../../src/ui/ecosystem/ecosystemStore.ts';
import { createViewStore, ViewContext } from '../../../../src/ui/viewStore.ts';

afterEach(() => vi.restoreAllMocks());

const shown = { ecosystem: { nodes: [], links: [] }, changes: [], staleness: { shares: new Map() } } as unknown as EcosystemPanels['shown'];

function drawn(part: Partial<EcosystemPanels>): string {
  // What is drawn without a browser reads the first state.
  vi.spyOn(ecosystemStore, 'getInitialState').mockReturnValue({ ...ecosystemStore.getState(), ...part });
  return renderToStaticMarkup(
    <LiveProvider live={{} as Live}>
      <CatalogContext value={{ currency: 'EUR' } as Catalog}>
        <ViewContext value={createViewStore(DEFAULT_VIEW)}>
          <EcosystemTable note="" />
        </ViewContext>
      </CatalogContext>
    </LiveProvider>,
  );
}

it('says that a question could not be answered beside the rows of the one before', () => {
  const failed = drawn({ shown, status: 'failed', error: 'of another log' });
  expect(failed).toContain('This could not be answered: of another log');
  expect(failed).toContain('<table');
  expect(drawn({ shown, status: 'ready', error: null })).not.toContain('role="alert"');
  expect(drawn({ shown: null, status: 'failed', error: 'of another log' })).toContain('of another log');
});
