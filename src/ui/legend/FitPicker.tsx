import type { JSX } from 'react';
import { type ColourFit, fitsOf } from '../../model/colourFit.ts';
import { dateLocaleNow, say, texts } from '../../model/language.ts';
import type { ColourMeasure } from '../../model/measure.ts';
import type { RampKind } from '../../model/tokens.ts';
import { useStanding } from '../colourFit.ts';
import { PickMenu } from '../controls/PickMenu.tsx';
import { useChange, useViewOf } from '../viewStore.ts';
import styles from './legend.module.css';

type Words = Readonly<Record<ColourFit, readonly [short: string, label: string, note: string]>>;

const TEXTS = texts({
  en: {
    fit: 'Scale of colours',
    fits: {
      auto: ['auto', 'Automatic', 'the first that tells places apart'],
      fixed: ['fixed', 'Fixed range', 'the same everywhere'],
      target: ['target', 'Against the target', 'as wide as what is shown'],
      whole: ['whole', 'Against the whole', 'as wide as what is shown'],
      even: ['1:1', 'In proportion', 'from zero to the largest'],
      steps: ['steps', 'In steps', 'as many places in each'],
    } as Words,
    whole: 'Neutral is the value of all that is shown.',
    steps: 'As many places in each colour.',
    changed: (time: string) => `Scale made anew at ${time}: the values have outgrown it.`,
  },
  pt: {
    fit: 'Escala das cores',
    fits: {
      auto: ['auto', 'Automática', 'a primeira que distingue os lugares'],
      fixed: ['fixa', 'Faixa fixa', 'a mesma em toda parte'],
      target: ['meta', 'Em relação à meta', 'tão larga quanto o que se vê'],
      whole: ['total', 'Em relação ao total', 'tão larga quanto o que se vê'],
      even: ['1:1', 'Em proporção', 'de zero ao maior'],
      steps: ['faixas', 'Em faixas', 'o mesmo número de lugares em cada uma'],
    } as Words,
    whole: 'Neutro é o valor de tudo o que se vê.',
    steps: 'O mesmo número de lugares em cada cor.',
    changed: (time) => `Escala refeita às ${time}: os valores passaram dela.`,
  },
  de: {
    fit: 'Skala der Farben',
    fits: {
      auto: ['auto', 'Automatisch', 'die erste, die Orte unterscheidet'],
      fixed: ['fest', 'Fester Bereich', 'überall derselbe'],
      target: ['Ziel', 'Gegen das Ziel', 'so weit wie das Gezeigte'],
      whole: ['alle', 'Gegen das Ganze', 'so weit wie das Gezeigte'],
      even: ['1:1', 'Im Verhältnis', 'von null bis zum Größten'],
      steps: ['Stufen', 'In Stufen', 'gleich viele Orte in jeder'],
    } as Words,
    whole: 'Neutral ist der Wert von allem, was gezeigt wird.',
    steps: 'Gleich viele Orte in jeder Farbe.',
    changed: (time) => `Skala um ${time} neu gemacht: Die Werte sind ihr entwachsen.`,
  },
});

/** Chooses how colours follow values. */
export function FitPicker({ kind }: { readonly kind: RampKind }): JSX.Element {
  const { fit } = useViewOf('fit');
  const change = useChange();
  const words = say(TEXTS);
  const picked = fitsOf({ kind }).includes(fit) ? fit : 'auto';
  return (
    <span className={styles.fit}>
      <PickMenu
        plain
        label={words.fit}
        picks={fitsOf({ kind }).map((id) => ({ id, label: words.fits[id][1], note: words.fits[id][2] }))}
        picked={picked}
        onPick={(id) => change((view) => ({ ...view, fit: id }))}
      >
        {words.fits[picked][0]}
      </PickMenu>
    </span>
  );
}

/** What a fitted scale means, and that it has changed under the eyes of whoever looks. */
export function FitNote({ colour }: { readonly colour: ColourMeasure }): JSX.Element | null {
  const standing = useStanding();
  const words = say(TEXTS);
  const means = colour.isWhole ? words.whole : colour.breaks === undefined ? '' : words.steps;
  const changedMs = standing?.measure === colour ? standing.changedMs : null;
  if (means === '' && changedMs === null) return null;
  const changed =
    changedMs === null ? null : words.changed(new Intl.DateTimeFormat(dateLocaleNow(), { timeStyle: 'short' }).format(changedMs));
  return (
    <p className={styles.says} data-fit={colour.isWhole ? 'whole' : 'steps'}>
      {means} {changed === null ? null : <span role="status">{changed}</span>}
    </p>
  );
}
