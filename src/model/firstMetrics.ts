/** What a first picture shows: the default metrics where there is data for them, else the nearest that has some; the one country that all of it is of. */
import type { Query } from '../protocol/query.ts';
import type { AnswerTable } from '../protocol/table.ts';
import { type PlaceRef, toCountry } from './place.ts';
import { keyColumn, measuredOf } from './rows.ts';
import { KPI_METRICS, SPARE_KPI_METRICS } from './viewQueries.ts';
import { DEFAULT_VIEW, drillTo, settleMetrics, type ViewState } from './viewState.ts';

const HEIGHTS = ['revenue', 'contacts', 'responses', 'events'] as const;
const COLOURS = ['csat', 'nps', 'csat_mean', 'ces', 'fcr', 'aov', 'customers'] as const;

/** The metrics to ask for, ungrouped, before a first picture; those of the catalog only. */
export function candidateMetrics(known: readonly string[]): readonly string[] {
  return [...new Set<string>([...HEIGHTS, ...COLOURS, ...KPI_METRICS, ...SPARE_KPI_METRICS])].filter((id) => known.includes(id));
}

/** Replaces default metrics that have no data at all; what a person has chosen stays. */
export function chooseMetrics(view: ViewState, totals: AnswerTable): ViewState {
  return withData(view, (id) => isKnown(totals, id));
}

function withData(view: ViewState, hasData: (metric: string) => boolean): ViewState {
  const choose = (present: string, usual: string, candidates: readonly string[]) =>
    present === usual && !hasData(usual) ? (candidates.find(hasData) ?? present) : present;
  const height = choose(view.height, DEFAULT_VIEW.height, HEIGHTS);
  const colour = choose(view.colour, DEFAULT_VIEW.colour, COLOURS);
  return height === view.height && colour === view.colour ? view : { ...view, height, colour };
}

/** Rates of cases that need not say which they are: of calls none of which says whether it was resolved, 0 % tells nothing. */
const OF_SAID: readonly string[] = ['fcr'];

/** Whether an ungrouped answer tells anything of a metric: an amount, or answers to a rate. */
function isKnown(totals: AnswerTable, metric: string): boolean {
  const { value, n } = measuredOf(totals, metric)(0);
  return (value || 0) !== 0 || (n > 0 && !OF_SAID.includes(metric));
}

/** Which of `metrics` an ungrouped answer over all of time and all places has nothing of; those it was not asked for are left out. */
export function emptyMetrics(totals: AnswerTable, metrics: readonly string[]): readonly string[] {
  return metrics.filter((id) => totals.columns.some(({ name }) => name === id) && !isKnown(totals, id));
}

/** The figures of the strip: the usual ones, spare ones in place of those without any data; the usual ones where nothing has data. */
export function stripMetrics(known: readonly string[], empty: readonly string[]): readonly string[] {
  const usual = KPI_METRICS.filter((id) => known.includes(id));
  const filled = usual.filter((id) => !empty.includes(id));
  if (filled.length === 0) return usual;
  const spare = SPARE_KPI_METRICS.filter((id) => known.includes(id) && !empty.includes(id));
  return [...filled, ...spare.slice(0, usual.length - filled.length)];
}

/** Events of no country that may stand beside those of one, as a share of all. */
const MOST_PLACELESS = 0.02;

/** Asked before a first picture, for {@link homeOf}. */
export const HOME_QUERY: Query = { metrics: ['events'], groupBy: ['country'], limit: 3 };

/** The one country that all events are of, by an answer to {@link HOME_QUERY}; null where they are of several, or many of none. */
export function homeOf(countries: AnswerTable): PlaceRef | null {
  const ids = keyColumn(countries, 'country')?.slice(0, countries.rowCount) ?? [];
  const [first, ...others] = ids.filter((id) => id !== null);
  if (first === undefined || others.length > 0) return null;
  const eventsOf = (id: string | null) => (ids.includes(id) ? measuredOf(countries, 'events')(ids.indexOf(id)).value : 0);
  const placeless = eventsOf(null);
  return placeless <= MOST_PLACELESS * (placeless + eventsOf(first)) ? toCountry(first) : null;
}

/** Opens a view that says nothing of where it looks in its home, without the drawer where it has no room beside the picture. */
export function openAt(view: ViewState, home: PlaceRef | null, hasRoom = true): ViewState {
  const names = ['picture', 'level', 'focus', 'selected', 'camera', 'drawer', 'asOf', 'note', 'tour', 'ranked'] as const;
  const isPlain = names.every((name) => view[name] === DEFAULT_VIEW[name]) && Object.keys(view.where).length === 0;
  if (!isPlain || home === null) return view;
  return { ...drillTo(view, home), drawer: hasRoom ? 'auto' : 'closed' };
}

/** The view that the page opened with, in the theme that the reader has now; `empty` are metrics without any data. */
export function openAnew(
  { theme }: Pick<ViewState, 'theme'>,
  known: readonly string[],
  { home, empty }: { readonly home: PlaceRef | null; readonly empty: readonly string[] },
  hasRoom = true,
): ViewState {
  const begun = withData({ ...DEFAULT_VIEW, theme }, (id) => known.includes(id) && !empty.includes(id));
  return openAt(settleMetrics(begun, known), home, hasRoom);
}
