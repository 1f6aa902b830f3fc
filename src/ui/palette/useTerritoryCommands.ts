import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { ask } from '../../live/ask.ts';
import { type Command, territoryCommands } from '../../model/commands.ts';
import type { DimensionInfo } from '../../protocol/catalog.ts';
import { useCatalog } from '../catalogContext.ts';
import { levelNames } from '../placeNames.ts';
import { territoryNews } from '../territoryNews.ts';

const NONE: readonly Command[] = [];
/** The last answer, of which catalog and after how many changes of territories. */
let last: { readonly dimensions: readonly DimensionInfo[]; readonly news: number; readonly asking: Promise<readonly Command[]> } | null =
  null;

/** The company's own territories, asked for when the palette is first opened, and again after they have changed. */
export function useTerritoryCommands(): readonly Command[] {
  const { dimensions } = useCatalog();
  const news = useStore(territoryNews, ({ count }) => count);
  const [commands, setCommands] = useState(NONE);
  useEffect(() => {
    let isGone = false;
    if (last?.dimensions !== dimensions || last.news !== news) last = { dimensions, news, asking: askFor(dimensions) };
    last.asking.then(
      (found) => isGone || setCommands(found),
      // Asked again when the palette is opened again.
      () => {
        last = null;
      },
    );
    return () => {
      isGone = true;
    };
  }, [dimensions, news]);
  return commands;
}

async function askFor(dimensions: readonly DimensionInfo[]): Promise<readonly Command[]> {
  const sets = dimensions.filter(({ kind }) => kind === 'area');
  const kind = levelNames('territory')[1];
  const found = sets.map(async (set) => territoryCommands(set, kind, await ask({ metrics: ['events'], groupBy: [set.id] })));
  return (await Promise.all(found)).flat();
}
