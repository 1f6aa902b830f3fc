/** What the command palette offers, and which of it answers to what was typed. */
import type { MetricInfo } from '../protocol/catalog.ts';
import type { FoundPlace } from '../protocol/places.ts';
import type { PlaceRef } from './place.ts';
import { DEFAULT_VIEW, drillTo, type FilterDimension, selectPlace, soleFilter, toggleSide, type ViewState } from './viewState.ts';

/** One line of the palette: what it is called, what it is, and what choosing it makes of the view. */
export interface Command {
  readonly id: string;
  readonly group: 'Places' | 'Metrics' | 'Filters' | 'Actions';
  readonly label: string;
  /** In quieter type beside the label. */
  readonly note: string;
  apply(view: ViewState): ViewState;
}

/** Most lines of a group, so that none pushes the others out of sight. */
export const MOST_OF_A_GROUP = 6;

export function placeCommand(place: FoundPlace): Command {
  const ref: PlaceRef = { level: place.level, id: place.id, country: place.country, region: place.region };
  return {
    id: `place ${place.id}`,
    group: 'Places',
    label: place.label,
    note: place.within || 'Country',
    // Cities hold no others: they are pointed out within their region.
    apply: (view) => (place.level === 'city' ? selectPlace(drillTo(view, regionOf(ref)), ref) : drillTo(view, ref)),
  };
}

function regionOf({ country, region }: PlaceRef): PlaceRef | null {
  if (region !== null) return { level: 'region', id: region, country, region };
  return country === null ? null : { level: 'country', id: country, country, region: null };
}

export function metricCommands(metrics: readonly MetricInfo[]): readonly Command[] {
  return metrics.flatMap(({ id, label }): Command[] => [
    { id: `height ${id}`, group: 'Metrics', label, note: 'as height', apply: (view) => ({ ...view, height: id }) },
    { id: `colour ${id}`, group: 'Metrics', label, note: 'as colour', apply: (view) => ({ ...view, colour: id }) },
  ]);
}

export function filterCommand(dimension: FilterDimension, label: string, value: string): Command {
  return {
    id: `filter ${dimension} ${value}`,
    group: 'Filters',
    label: value,
    note: label,
    apply: (view) => soleFilter(view, dimension, value),
  };
}

const ACTIONS: readonly (readonly [id: string, label: string, note: string, apply: Command['apply']])[] = [
  ['world', 'The whole world', 'out of every place', (view) => drillTo(view, null)],
  ['live', 'Live', 'follow the last hour', (view) => ({ ...view, window: { kind: 'last', duration: 'PT1H' } })],
  ['today', 'The last 24 hours', 'follow', (view) => ({ ...view, window: { kind: 'last', duration: 'PT24H' } })],
  ['all', 'All of time', 'no window', (view) => ({ ...view, window: { kind: 'all' } })],
  ['table', 'Table', 'of what the map shows', (view) => toggleSide(view, 'table')],
  ['explore', 'Explore', 'breakdowns that filter everything', (view) => toggleSide(view, 'explore')],
  ['theme', 'Light or dark', 'theme', (view) => ({ ...view, theme: view.theme === 'dark' ? 'light' : 'dark' })],
  ['clear', 'Clear filters', 'show everything again', (view) => ({ ...view, where: {} })],
  ['reset', 'Start over', 'the view as it opens', (view) => ({ ...DEFAULT_VIEW, theme: view.theme })],
];

export const ACTION_COMMANDS: readonly Command[] = ACTIONS.map(([id, label, note, apply]) => ({
  id: `action ${id}`,
  group: 'Actions',
  label,
  note,
  apply,
}));

/** Those whose label or note holds every word typed; labels that begin with the text come first. At most a few of each group. */
export function matching(commands: readonly Command[], typed: string): readonly Command[] {
  const text = plain(typed.trim());
  const words = text.split(/\s+/).filter(Boolean);
  const found = commands.filter(({ label, note }) => {
    const whole = plain(`${label} ${note}`);
    return words.every((word) => whole.includes(word));
  });
  const begins = (command: Command) => (plain(command.label).startsWith(text) ? 0 : 1);
  const sorted = found.map((command, at) => ({ command, at })).sort((a, b) => begins(a.command) - begins(b.command) || a.at - b.at);
  const taken = new Map<string, number>();
  return sorted.flatMap(({ command }) => {
    const count = (taken.get(command.group) ?? 0) + 1;
    taken.set(command.group, count);
    return count > MOST_OF_A_GROUP ? [] : [command];
  });
}

/** Without case and accents. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}+/gu, '');
}
