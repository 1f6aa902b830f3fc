import { Rows3 } from 'lucide-react';
import type { JSX } from 'react';
import { useAnswer } from '../../live/useAnswer.ts';
import { formatExact } from '../../model/format.ts';
import { say, texts } from '../../model/language.ts';
import { figuresQuery } from '../../model/viewQueries.ts';
import { openRecords } from '../../model/viewState.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { useAsked } from '../useAsked.ts';
import { useChange } from '../viewStore.ts';
import styles from './drawer.module.css';
import { Section } from './Section.tsx';

const TEXTS = texts({
  en: {
    title: 'Records',
    all: (count: number) => (count === 1 ? 'The one event' : `All ${formatExact(count, 'count')} events`),
    some: 'All events',
    of: (metric: string) => `Those of ${metric}`,
  },
  pt: {
    title: 'Registros',
    all: (count) => (count === 1 ? 'O único evento' : `Todos os ${formatExact(count, 'count')} eventos`),
    some: 'Todos os eventos',
    of: (metric) => `Os de ${metric}`,
  },
  de: {
    title: 'Einträge',
    all: (count) => (count === 1 ? 'Das eine Ereignis' : `Alle ${formatExact(count, 'count')} Ereignisse`),
    some: 'Alle Ereignisse',
    of: (metric) => `Die von ${metric}`,
  },
});

/** The way down to the events behind the figures of the place: all of them, or those that one figure is made of. */
export function Records(): JSX.Element | null {
  const view = useAsked();
  const change = useChange();
  const catalog = useCatalog();
  const { table } = useAnswer({ ...figuresQuery(view), metrics: ['events'] });
  const words = say(TEXTS);
  const count = table?.values[0]?.[0];
  if (view.embed) return null;
  const known = [...new Set([view.height, view.colour])].filter((id) => id !== 'events');
  return (
    <Section title={words.title}>
      <p className={styles.ways}>
        <button type="button" onClick={() => change((before) => openRecords(before, null))}>
          <Rows3 aria-hidden />
          {count === undefined || !Number.isFinite(count) ? words.some : words.all(count)}
        </button>
        {known.map((id) => (
          <button key={id} type="button" onClick={() => change((before) => openRecords(before, id))}>
            {words.of(metricOf(catalog, id).label)}
          </button>
        ))}
      </p>
    </Section>
  );
}
