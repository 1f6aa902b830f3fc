import { type JSX, memo, useId } from 'react';
import { say, texts } from '../../model/language.ts';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { useChange, useViewOf } from '../viewStore.ts';
import styles from './legend.module.css';

const TEXTS = texts({
  en: {
    label: 'Steady small samples',
    on: 'Few answers: drawn toward the rate around them (empirical Bayes). The table has them as answered.',
    off: 'Rates as answered, whatever their number of answers.',
  },
  pt: {
    label: 'Estabilizar amostras pequenas',
    on: 'Poucas respostas: taxa aproximada à do entorno (Bayes empírico). A tabela a traz como respondida.',
    off: 'Taxas como respondidas, seja qual for o número de respostas.',
  },
  de: {
    label: 'Kleine Stichproben stabilisieren',
    on: 'Wenige Antworten: zur Quote ringsum gezogen (empirischer Bayes). Die Tabelle zeigt sie wie beantwortet.',
    off: 'Quoten wie beantwortet, gleich wie viele Antworten.',
  },
});

/** Whether rates of few answers are drawn toward their parents: chosen here, and always said. Nothing where neither metric counts answers, or changes stand as answered. */
export const Sampling = memo(function Sampling({ isChange }: { isChange: boolean }): JSX.Element | null {
  const { shrink, height, colour } = useViewOf('shrink', 'height', 'colour');
  const catalog = useCatalog();
  const change = useChange();
  const id = useId();
  const words = say(TEXTS);
  if (isChange || ![height, colour].some((metric) => metricOf(catalog, metric).interval)) return null;
  return (
    <div className={styles.sampling} data-on={shrink}>
      <label htmlFor={id}>
        <input id={id} type="checkbox" checked={shrink} onChange={(event) => choose(event.currentTarget.checked)} />
        {words.label}
      </label>
      <p className={styles.says} title={shrink ? undefined : words.off}>
        {shrink ? words.on : null}
      </p>
    </div>
  );

  function choose(isOn: boolean): void {
    change((view) => ({ ...view, shrink: isOn }));
  }
});
