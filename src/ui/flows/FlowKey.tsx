/** The switch for flows; what is drawn of them is told once they are wanted. */
import { type JSX, memo, Suspense } from 'react';
import { say, texts } from '../../model/language.ts';
import type { HeightMeasure } from '../../model/measure.ts';
import { useCatalog } from '../catalogContext.ts';
import { part } from '../part.ts';
import { useFlowTable } from '../useFlowTable.ts';
import { useChange, useViewOf } from '../viewStore.ts';
import styles from './flows.module.css';

const FlowsShown = part(() => import('./FlowsShown.tsx').then((module) => module.FlowsShown));

const TEXTS = texts({
  en: {
    flows: 'Flows',
    loading: 'Loading…',
  },
  pt: {
    flows: 'Fluxos',
    loading: 'Carregando…',
  },
  de: {
    flows: 'Ströme',
    loading: 'Wird geladen…',
  },
});

/** `height` is the measure of the widths, `colour` the metric of the colours. */
export const FlowKey = memo(function FlowKey({ height, colour }: { height: HeightMeasure; colour: string }): JSX.Element | null {
  const { flows } = useViewOf('flows');
  const change = useChange();
  const table = useFlowTable();
  const words = say(TEXTS);
  const loading = <p role="status">{words.loading}</p>;
  if (!useCatalog().dimensions.some(({ id }) => id === 'origin.country')) return null;
  return (
    <div className={styles.key}>
      <button
        type="button"
        role="switch"
        aria-checked={flows}
        className={styles.switch}
        onClick={() => change((view) => ({ ...view, flows: !view.flows }))}
      >
        {words.flows}
        <i aria-hidden />
      </button>
      {!flows ? null : (
        <div className={styles.said}>
          <Suspense fallback={loading}>{table === null ? loading : <FlowsShown table={table} height={height} colour={colour} />}</Suspense>
        </div>
      )}
    </div>
  );
});
