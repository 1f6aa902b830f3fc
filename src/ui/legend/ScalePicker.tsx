import { type JSX, memo } from 'react';
import { say, texts } from '../../model/language.ts';
import { SCALES } from '../../model/viewState.ts';
import { useChange, useViewOf } from '../viewStore.ts';
import styles from './legend.module.css';

const TEXTS = texts({
  en: { scale: 'Scale of heights', linear: 'Linear', sqrt: 'Square root' },
  pt: { scale: 'Escala das alturas', linear: 'Linear', sqrt: 'Raiz quadrada' },
  de: { scale: 'Maßstab der Höhen', linear: 'Linear', sqrt: 'Quadratwurzel' },
});
const SIGNS = { linear: '1:1', sqrt: '√' } as const;

/** Chooses how heights follow values. */
export const ScalePicker = memo(function ScalePicker(): JSX.Element {
  const { scale } = useViewOf('scale');
  const change = useChange();
  const words = say(TEXTS);
  return (
    <fieldset className={styles.scales} aria-label={words.scale}>
      {SCALES.map((id) => (
        <button
          key={id}
          type="button"
          title={words[id]}
          aria-pressed={id === scale}
          onClick={() => change((view) => ({ ...view, scale: id }))}
        >
          {SIGNS[id]} <span className="unseen">{words[id]}</span>
        </button>
      ))}
    </fieldset>
  );
});
