/** What the picture hides, and three ways to see it: turn to the best view, look through, lay the columns down as a list. */
import { ChartBarDecreasing, Rotate3d, ScanEye } from 'lucide-react';
import type { JSX } from 'react';
import { useStore } from 'zustand';
import { formatValue } from '../../model/format.ts';
import { say, texts } from '../../model/language.ts';
import type { Occlusion } from '../../model/occlusion.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useChange, useViewOf } from '../viewStore.ts';
import styles from './sight.module.css';
import { type Sight as SightState, sightStore } from './sightStore.ts';

const TEXTS = texts({
  en: {
    sight: 'What the view hides',
    hidden: (share: string) => `${share} of value hidden`,
    looking: 'Looking…',
    stays: 'This is the best view',
    parts: (columns: string, globe: string, outside: string) =>
      `${columns} behind others, ${globe} behind the globe. ${outside} of all stands outside the view.`,
    best: 'Best view: turn to where least is hidden',
    xray: 'See through: show what stands behind',
    ranked: 'Ranked list (R)',
    map: 'Back to the map (R)',
  },
  pt: {
    sight: 'O que a vista esconde',
    hidden: (share: string) => `${share} do valor escondido`,
    looking: 'Procurando…',
    stays: 'Esta é a melhor vista',
    parts: (columns: string, globe: string, outside: string) =>
      `${columns} atrás de outras, ${globe} atrás do globo. ${outside} do total está fora da vista.`,
    best: 'Melhor vista: girar para onde menos se esconde',
    xray: 'Ver através: mostrar o que está atrás',
    ranked: 'Lista por posição (R)',
    map: 'Voltar ao mapa (R)',
  },
  de: {
    sight: 'Was die Ansicht verbirgt',
    hidden: (share: string) => `${share} des Wertes verdeckt`,
    looking: 'Sucht…',
    stays: 'Dies ist die beste Ansicht',
    parts: (columns: string, globe: string, outside: string) =>
      `${columns} hinter anderen, ${globe} hinter dem Globus. ${outside} von allem steht außerhalb der Ansicht.`,
    best: 'Beste Ansicht: dorthin drehen, wo am wenigsten verdeckt ist',
    xray: 'Durchsehen: zeigen, was dahinter steht',
    ranked: 'Rangliste (R)',
    map: 'Zurück zur Karte (R)',
  },
});

export function Sight(): JSX.Element | null {
  const { occlusion, search, findBest } = useStore(sightStore);
  const { xray, ranked } = useViewOf('xray', 'ranked');
  const change = useChange();
  const words = say(TEXTS);
  if (findBest === null) return null;
  const toggle = (field: 'xray' | 'ranked') => change((view) => ({ ...view, [field]: !view[field] }));
  return (
    <div role="toolbar" className={styles.sight} data-over-map aria-label={words.sight} data-ranked={ranked}>
      {ranked ? null : <Hidden occlusion={occlusion} search={search} />}
      {ranked ? null : (
        <>
          <IconButton label={words.best} disabled={search === 'running'} onClick={findBest}>
            <Rotate3d />
          </IconButton>
          <IconButton label={words.xray} pressed={xray} onClick={() => toggle('xray')}>
            <ScanEye />
          </IconButton>
        </>
      )}
      <IconButton label={ranked ? words.map : words.ranked} pressed={ranked} onClick={() => toggle('ranked')}>
        <ChartBarDecreasing />
      </IconButton>
    </div>
  );
}

/** How much is hidden, or what a search found. Only that is spoken: the share changes with every event and every move of the camera. */
export function Hidden({ occlusion, search }: Pick<SightState, 'occlusion' | 'search'>): JSX.Element | null {
  const words = say(TEXTS);
  const text = search === 'running' ? words.looking : search === 'stays' ? words.stays : hiddenText(occlusion);
  if (text === '') return null;
  return (
    <output
      className={styles.figure}
      aria-live={search === 'none' ? 'off' : 'polite'}
      title={occlusion ? partsText(occlusion) : undefined}
      data-hidden={occlusion?.hidden.toFixed(4)}
    >
      {text}
    </output>
  );
}

function hiddenText(occlusion: Occlusion | null): string {
  return occlusion === null ? '' : say(TEXTS).hidden(percent(occlusion.hidden));
}

function partsText({ behindColumns, behindGlobe, outside }: Occlusion): string {
  return say(TEXTS).parts(percent(behindColumns), percent(behindGlobe), percent(outside));
}

/** Whole from ten on, else with one decimal: nothing that is hidden reads as 0. */
function percent(share: number): string {
  const value = share * 100;
  return formatValue(value >= 9.95 ? Math.round(value) : value, '%').replace(/[.,]0(?=\D*$)/, '');
}
