import { useAnswer } from '../../live/useAnswer.ts';
import { type Command, filterCommand } from '../../model/commands.ts';
import { toFilterValues } from '../../model/filterValues.ts';
import type { FilterDimension } from '../../model/viewFilters.ts';
import { filterQuery } from '../../model/viewQueries.ts';
import { useCatalog } from '../catalogContext.ts';
import { useAsked } from '../useAsked.ts';

/** Every value that the filters know, as a command that filters by it alone. */
export function useFilterCommands(): readonly Command[] {
  return [
    ...useCommandsOf('category'),
    ...useCommandsOf('product'),
    ...useCommandsOf('segment'),
    ...useCommandsOf('channel'),
    ...useCommandsOf('source'),
    ...useCommandsOf('reason'),
  ];
}

function useCommandsOf(dimension: FilterDimension): readonly Command[] {
  const catalog = useCatalog();
  const { table } = useAnswer(filterQuery(useAsked(), dimension));
  const label = catalog.dimensions.find(({ id }) => id === dimension)?.label ?? dimension;
  return toFilterValues(table, dimension, []).flatMap(({ value }) => (value === null ? [] : [filterCommand(dimension, label, value)]));
}
