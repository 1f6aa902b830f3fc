import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { DEFAULT_VIEW } from '../../../src/model/viewState.ts';
import type { Catalog } from '../../../src/protocol/catalog.ts';
import { toTable } from '../../../src/protocol/table.ts';
import { CatalogContext } from '../../../src/ui/catalogContext.ts';
import { FlowsShown } from '../../../src/ui/flows/FlowsShown.tsx';
import { createViewStore, ViewContext } from '../../../src/ui/viewStore.ts';
import { WHOLE } from '../../wholeAnswer.ts';

const height = { metric: 'units', unit: 'count', label: 'Units' };
const catalog = { metrics: [{ id: 'units', sums: true }] } as unknown as Catalog;

function said(rows: readonly (readonly [string | null, string | null, number])[], truncated = false): string {
  const table = toTable({
    columns: [
      { name: 'origin.country', unit: null },
      { name: 'country', unit: null },
      { name: 'units', unit: 'count' },
    ],
    rows: rows.map((row) => [...row]),
    ...WHOLE,
    truncated,
  });
  return renderToStaticMarkup(
    <CatalogContext value={catalog}>
      <ViewContext value={createViewStore(DEFAULT_VIEW)}>
        <FlowsShown table={table} height={height} colour="units" />
      </ViewContext>
    </CatalogContext>,
  );
}

describe('what is said of flows', () => {
  it('tells all of a whole answer exactly, and of one that leaves the smallest out that there is at least so much', () => {
    const rows = [
      ['CN', 'BR', 30],
      ['BR', 'BR', 50],
    ] as const;
    expect(said(rows)).toContain('The only flow · 50 stays within its place');
    expect(said(rows, true)).toContain('1 strongest of ≥\u20091 flows; ≥\u20090 not drawn · ≥\u200950 stays within its place');
  });

  it('tells what comes from nowhere else apart from what does not say where it comes from', () => {
    expect(said([['BR', 'BR', 50]])).toContain('Nothing comes from another place. · 50 stays within its place');
    expect(said([[null, 'BR', 50]])).toContain('No event here says where it came from.');
    expect(said([['CN', 'BR', 0]])).toContain('No flows');
    expect(said([['CN', 'BR', 0]], true)).not.toContain('strongest');
  });
});
