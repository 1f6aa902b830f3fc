/** What the command palette offers, and which of it answers to what was typed. */
import type { DimensionInfo, MetricInfo } from '../protocol/catalog.ts';
import type { FoundPlace } from '../protocol/places.ts';
import type { AnswerTable } from '../protocol/table.ts';
import { TERRITORY } from '../protocol/territories.ts';
import { say, texts } from './language.ts';
import { localName, localNames } from './localNames.ts';
import type { PlaceRef } from './place.ts';
import { plainText } from './plainText.ts';
import { followNewest } from './rewind.ts';
import { type FilterDimension, soleFilter } from './viewFilters.ts';
import { drillTo, openPerson, selectPlace, toggleSide, type ViewState } from './viewState.ts';

const TEXTS = texts({
  en: {
    groups: {
      people: 'Customers',
      places: 'Places',
      saved: 'Saved views',
      tours: 'Tours',
      metrics: 'Metrics',
      filters: 'Filters',
      actions: 'Actions',
    },
    country: 'Country',
    history: 'history of this customer',
    asHeight: 'as height',
    asColour: 'as colour',
    actions: {
      world: ['The whole world', 'out of every place'],
      live: ['Live', 'follow the last hour'],
      today: ['The last 24 hours', 'follow'],
      all: ['All of time', 'no window'],
      table: ['Table', 'of what the map shows'],
      explore: ['Explore', 'breakdowns that filter everything'],
      records: ['Records', 'the events behind the figures'],
      theme: ['Light or dark', 'theme'],
      clear: ['Clear filters', 'show everything again'],
      reset: ['Start over', 'the view as it opens'],
    },
  },
  pt: {
    groups: {
      people: 'Clientes',
      places: 'Lugares',
      saved: 'Visões salvas',
      tours: 'Roteiros',
      metrics: 'Métricas',
      filters: 'Filtros',
      actions: 'Ações',
    },
    country: 'País',
    history: 'história deste cliente',
    asHeight: 'como altura',
    asColour: 'como cor',
    actions: {
      world: ['O mundo inteiro', 'sair de todos os lugares'],
      live: ['Ao vivo', 'acompanhar a última hora'],
      today: ['As últimas 24 horas', 'acompanhar'],
      all: ['Todo o período', 'sem janela'],
      table: ['Tabela', 'do que o mapa mostra'],
      explore: ['Explorar', 'divisões que filtram tudo'],
      records: ['Registros', 'os eventos por trás dos números'],
      theme: ['Claro ou escuro', 'tema'],
      clear: ['Limpar filtros', 'mostrar tudo de novo'],
      reset: ['Recomeçar', 'a visão como ao abrir'],
    },
  },
  de: {
    groups: {
      people: 'Kunden',
      places: 'Orte',
      saved: 'Gespeicherte Ansichten',
      tours: 'Rundgänge',
      metrics: 'Kennzahlen',
      filters: 'Filter',
      actions: 'Aktionen',
    },
    country: 'Land',
    history: 'Verlauf dieses Kunden',
    asHeight: 'als Höhe',
    asColour: 'als Farbe',
    actions: {
      world: ['Die ganze Welt', 'aus allen Orten hinaus'],
      live: ['Live', 'der letzten Stunde folgen'],
      today: ['Die letzten 24 Stunden', 'folgen'],
      all: ['Die ganze Zeit', 'ohne Fenster'],
      table: ['Tabelle', 'zu dem, was die Karte zeigt'],
      explore: ['Erkunden', 'Aufteilungen, die alles filtern'],
      records: ['Einträge', 'die Ereignisse hinter den Zahlen'],
      theme: ['Hell oder dunkel', 'Erscheinungsbild'],
      clear: ['Filter aufheben', 'wieder alles zeigen'],
      reset: ['Neu beginnen', 'die Ansicht wie beim Öffnen'],
    },
  },
});

export type CommandGroup = 'people' | 'places' | 'saved' | 'tours' | 'metrics' | 'filters' | 'actions';

export function groupName(group: CommandGroup): string {
  return say(TEXTS).groups[group];
}

/** One line of the palette: what it is called, what it is, and what choosing it makes of the view. */
export interface Command {
  readonly id: string;
  readonly group: CommandGroup;
  readonly label: string;
  /** In quieter type beside the label. */
  readonly note: string;
  apply(view: ViewState): ViewState;
  /** What choosing it does besides, for what is no part of the view. */
  readonly act?: () => void;
}

/** Most lines of a group, so that none pushes the others out of sight. */
export const MOST_OF_A_GROUP = 6;

export function placeCommand(place: FoundPlace): Command {
  const ref: PlaceRef = { level: place.level, id: place.id, country: place.country, region: place.region };
  return {
    id: `place ${place.id}`,
    group: 'places',
    label: localName(place.level, place.id, place.label),
    note: localNames(place.within, place) || say(TEXTS).country,
    // Cities hold no others: they are pointed out within their region.
    apply: (view) => (place.level === 'city' ? selectPlace(drillTo(view, regionOf(ref)), ref) : drillTo(view, ref)),
  };
}

/** A set of the company's own territories as what the map shows, called `kind`, then each of them that an answer grouped by the set tells of. */
export function territoryCommands(
  { id, label }: Pick<DimensionInfo, 'id' | 'label'>,
  kind: string,
  table: AnswerTable,
): readonly Command[] {
  const set = id.slice(TERRITORY.length);
  const areas = (table.keys[0] ?? []).flatMap((area): Command[] => {
    if (area === null) return [];
    const ref: PlaceRef = { level: 'territory', id: area, country: null, region: null, set };
    // From the world: an area need not lie in the country that is looked at.
    const apply = (view: ViewState) => drillTo(drillTo(view, null), ref);
    return [{ id: `place ${id} ${area}`, group: 'places', label: table.labels[id]?.[area] ?? area, note: label, apply }];
  });
  const apply = (view: ViewState): ViewState => ({ ...view, picture: 'map', level: 'territory', territories: set });
  return [{ id: `level ${id}`, group: 'places', label, note: kind, apply }, ...areas];
}

/** Opens the history of a customer that is known by exactly this key. */
export function personCommand(customer: string): Command {
  return {
    id: `person ${customer}`,
    group: 'people',
    label: customer,
    note: say(TEXTS).history,
    apply: (view) => openPerson(view, customer),
  };
}

/**
 * Those of a country first, else in the order found: who looks at Brazil means Rio de Janeiro, not a Río of Greece. Who types the name of
 * a country in full means that one: Peru, not Peruíbe.
 */
export function nearFirst(places: readonly FoundPlace[], country: string | null, typed: string): readonly FoundPlace[] {
  if (country === null) return places;
  const name = plainText(typed.trim());
  const isNamed = ({ level, id, label }: FoundPlace) =>
    level === 'country' && (plainText(label) === name || plainText(localName(level, id, label)) === name);
  const orderOf = (place: FoundPlace) => (isNamed(place) ? 0 : place.country === country ? 1 : 2);
  return [0, 1, 2].flatMap((order) => places.filter((place) => orderOf(place) === order));
}

function regionOf({ country, region }: PlaceRef): PlaceRef | null {
  if (region !== null) return { level: 'region', id: region, country, region };
  return country === null ? null : { level: 'country', id: country, country, region: null };
}

export function metricCommands(metrics: readonly MetricInfo[]): readonly Command[] {
  const { asHeight, asColour } = say(TEXTS);
  return metrics.flatMap(({ id, label }): Command[] => [
    { id: `height ${id}`, group: 'metrics', label, note: asHeight, apply: (view) => ({ ...view, height: id }) },
    { id: `colour ${id}`, group: 'metrics', label, note: asColour, apply: (view) => ({ ...view, colour: id }) },
  ]);
}

export function filterCommand(dimension: FilterDimension, label: string, value: string): Command {
  return {
    id: `filter ${dimension} ${value}`,
    group: 'filters',
    label: value,
    note: label,
    apply: (view) => soleFilter(view, dimension, value),
  };
}

const ACTIONS: readonly (readonly [id: Exclude<keyof (typeof TEXTS)['en']['actions'], 'reset'>, apply: Command['apply']])[] = [
  ['world', (view) => drillTo(view, null)],
  ['live', (view) => followNewest(view, 'PT1H')],
  ['today', (view) => followNewest(view, 'P1D')],
  ['all', (view) => ({ ...view, until: null, axis: null, window: { kind: 'all' } })],
  ['table', (view) => toggleSide(view, 'table')],
  ['explore', (view) => toggleSide(view, 'explore')],
  ['records', (view) => toggleSide(view, 'records')],
  ['theme', (view) => ({ ...view, theme: view.theme === 'dark' ? 'light' : 'dark' })],
  ['clear', (view) => ({ ...view, where: {} })],
];

/** `openAnew` makes of a view the one that the page opened with. */
export function actionCommands(openAnew: Command['apply']): readonly Command[] {
  const words = say(TEXTS).actions;
  return [...ACTIONS, ['reset', openAnew] as const].map(([id, apply]) => ({
    id: `action ${id}`,
    group: 'actions',
    label: words[id][0] ?? id,
    note: words[id][1] ?? '',
    apply,
  }));
}

/** Those whose label or note holds every word typed; labels that begin with the text come first. At most a few of each group. */
export function matching(commands: readonly Command[], typed: string): readonly Command[] {
  const text = plainText(typed.trim());
  const words = text.split(/\s+/).filter(Boolean);
  const found = commands.filter(({ label, note }) => {
    const whole = plainText(`${label} ${note}`);
    return words.every((word) => whole.includes(word));
  });
  const begins = (command: Command) => (plainText(command.label).startsWith(text) ? 0 : 1);
  const sorted = found.map((command, at) => ({ command, at })).sort((a, b) => begins(a.command) - begins(b.command) || a.at - b.at);
  const taken = new Map<string, number>();
  return sorted.flatMap(({ command }) => {
    const count = (taken.get(command.group) ?? 0) + 1;
    taken.set(command.group, count);
    return count > MOST_OF_A_GROUP ? [] : [command];
  });
}
