/** Every breakdown beside the map: a click on a bar filters the whole screen by it. */
import { X } from 'lucide-react';
import type { JSX } from 'react';
import { say, texts } from '../../model/language.ts';
import { type FilterDimension, offeredFilters, setFilter } from '../../model/viewFilters.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { MetricPicker } from '../legend/MetricPicker.tsx';
import side from '../sidePanel.module.css';
import { isTouch } from '../touch.ts';
import { useChange, useView } from '../viewStore.ts';
import { BreakdownBars } from './BreakdownBars.tsx';
import styles from './explore.module.css';
import { ScorePart } from './ScorePart.tsx';

const TEXTS = texts({
  en: {
    title: 'Explore',
    clear: 'Clear filters',
    close: 'Close the breakdowns',
    hint: (metric: string) =>
      `${metric} by value, in front of all of it unfiltered. Click a bar to see it alone; with Shift, or by drawing over several, choose more.`,
    touchHint: (metric: string) =>
      `${metric} by value, in front of all of it unfiltered. Tap a bar to see it alone; Filter, in the bar on top, chooses several.`,
    chosen: (count: number) => `${count} chosen`,
  },
  pt: {
    title: 'Explorar',
    clear: 'Limpar filtros',
    close: 'Fechar as divisões',
    hint: (metric) =>
      `${metric} por valor, à frente do total sem filtros. Clique numa barra para vê-la sozinha; com Shift, ou arrastando sobre várias, escolha mais.`,
    touchHint: (metric) =>
      `${metric} por valor, à frente do total sem filtros. Toque numa barra para vê-la sozinha; Filtrar, na barra de cima, escolhe várias.`,
    chosen: (count) => (count === 1 ? '1 escolhido' : `${count} escolhidos`),
  },
  de: {
    title: 'Erkunden',
    clear: 'Filter aufheben',
    close: 'Aufteilungen schließen',
    hint: (metric) =>
      `${metric} nach Wert, dahinter das Ganze ohne Filter. Ein Klick zeigt einen Balken allein; mit Umschalt oder durch Ziehen über mehrere wählen Sie weitere.`,
    touchHint: (metric) =>
      `${metric} nach Wert, dahinter das Ganze ohne Filter. Ein Tippen zeigt einen Balken allein; mehrere wählen Sie oben mit Filtern.`,
    chosen: (count) => `${count} gewählt`,
  },
});

export function Explore(): JSX.Element {
  const view = useView();
  const change = useChange();
  const catalog = useCatalog();
  const known = offeredFilters(view, catalog.dimensions).filter((id) => id !== 'score' && id !== 'scale');
  const words = say(TEXTS);
  const isFiltered = Object.keys(view.where).length > 0;
  return (
    <section className={side.panel} aria-label={words.title}>
      <header className={side.head}>
        <h2>{words.title}</h2>
        <MetricPicker channel="height" />
        <button
          type="button"
          className={styles.clear}
          disabled={!isFiltered}
          onClick={() => change((before) => ({ ...before, where: {} }))}
        >
          {words.clear}
        </button>
        <IconButton label={words.close} onClick={() => change((before) => ({ ...before, side: 'none' }))}>
          <X />
        </IconButton>
      </header>
      <p className={styles.hint}>{exploreHint(metricOf(catalog, view.height).label, isTouch())}</p>
      <div className={styles.breakdowns}>
        {known.map((dimension) => (
          <Part key={dimension} dimension={dimension} />
        ))}
        <ScorePart />
      </div>
    </section>
  );
}

/** How bars are chosen: a finger has no Shift, and what it draws over the bars moves the panel. */
export function exploreHint(metric: string, byFinger: boolean): string {
  const words = say(TEXTS);
  return (byFinger ? words.touchHint : words.hint)(metric);
}

function Part({ dimension }: { dimension: FilterDimension }): JSX.Element {
  const view = useView();
  const change = useChange();
  const catalog = useCatalog();
  const label = catalog.dimensions.find((candidate) => candidate.id === dimension)?.label ?? dimension;
  const chosen = view.where[dimension];
  return (
    <section className={styles.part} aria-label={label} data-breakdown={dimension}>
      <header>
        <h3>{label}</h3>
        {chosen === undefined ? null : (
          <button type="button" onClick={() => change((before) => setFilter(before, dimension, []))}>
            {say(TEXTS).chosen(chosen.length)} <X aria-hidden />
          </button>
        )}
      </header>
      <BreakdownBars dimension={dimension} />
    </section>
  );
}
