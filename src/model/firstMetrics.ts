/** What a first picture shows: the default metrics where there is data for them, else the nearest that has some. */
import type { AnswerTable } from '../protocol/table.ts';
import { measuredOf } from './rows.ts';
import { DEFAULT_VIEW, type ViewState } from './viewState.ts';

const HEIGHTS = ['revenue', 'contacts', 'responses', 'events'] as const;
const COLOURS = ['csat', 'nps', 'csat_mean', 'ces', 'fcr', 'aov', 'customers'] as const;

/** The metrics to ask for, ungrouped, before a first picture; those of the catalog only. */
export function candidateMetrics(known: readonly string[]): readonly string[] {
  return [...new Set<string>([...HEIGHTS, ...COLOURS])].filter((id) => known.includes(id));
}

/** Replaces default metrics that have no data at all; what a person has chosen stays. */
export function chooseMetrics(view: ViewState, totals: AnswerTable): ViewState {
  const hasData = (id: string) => (measuredOf(totals, id)(0).value || 0) !== 0 || measuredOf(totals, id)(0).n > 0;
  const choose = (present: string, usual: string, candidates: readonly string[]) =>
    present === usual && !hasData(usual) ? (candidates.find(hasData) ?? present) : present;
  const height = choose(view.height, DEFAULT_VIEW.height, HEIGHTS);
  const colour = choose(view.colour, DEFAULT_VIEW.colour, COLOURS);
  return height === view.height && colour === view.colour ? view : { ...view, height, colour };
}
