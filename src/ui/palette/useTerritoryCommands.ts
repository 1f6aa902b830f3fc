import { useEffect, useMemo, useState } from 'react';
import { ask } from '../../live/ask.ts';
import { type Command, territoryCommands } from '../../model/commands.ts';
import { useCatalog } from '../catalogContext.ts';
import { levelNames } from '../placeNames.ts';

const NONE: readonly Command[] = [];

/** The company's own territories, asked for once while the palette is open: a set that cannot be had is left out. */
export function useTerritoryCommands(): readonly Command[] {
  const { dimensions } = useCatalog();
  const sets = useMemo(() => dimensions.filter(({ kind }) => kind === 'area'), [dimensions]);
  const [commands, setCommands] = useState(NONE);
  useEffect(() => {
    const abort = new AbortController();
    const commandsOf = async (set: (typeof sets)[number]) =>
      territoryCommands(set, levelNames('territory')[1], await ask({ metrics: ['events'], groupBy: [set.id] }, abort.signal));
    void Promise.all(sets.map((set) => commandsOf(set).catch(() => NONE))).then((found) => {
      if (!abort.signal.aborted) setCommands(found.flat());
    });
    return () => abort.abort();
  }, [sets]);
  return commands;
}
