/** Chips for what a reader must know about the numbers on the screen. */

import { CircleAlert } from 'lucide-react';
import type { JSX } from 'react';
import { useAnswer } from '../../live/useAnswer.ts';
import { formatExact } from '../../model/format.ts';
import { say, texts } from '../../model/language.ts';
import { kpiQuery } from '../../model/viewQueries.ts';
import { useCatalog } from '../catalogContext.ts';
import { FreshnessChip } from '../freshness/FreshnessChip.tsx';
import { useAskedOf } from '../useAsked.ts';
import { useStripMetrics } from '../useStripMetrics.ts';
import styles from './top.module.css';

export const NOTICE_TEXTS = texts({
  en: {
    unconverted: (count: string) => `${count} unconverted`,
    unconvertedNote: (currency: string) =>
      `Amounts without an exchange rate to ${currency} are not in the sums. Rates in rates.csv count for what comes in after the next start.`,
    simulated: 'Simulated',
    simulatedNote: 'These events are made up by the simulator, until the first real event arrives.',
  },
  pt: {
    unconverted: (count) => `${count} sem conversão`,
    unconvertedNote: (currency) =>
      `Valores sem taxa de câmbio para ${currency} não entram nas somas. Taxas em rates.csv valem para o que chega depois do próximo início.`,
    simulated: 'Simulado',
    simulatedNote: 'Estes eventos são inventados pelo simulador até chegar o primeiro evento real.',
  },
  de: {
    unconverted: (count) => `${count} nicht umgerechnet`,
    unconvertedNote: (currency) =>
      `Beträge ohne Wechselkurs zu ${currency} sind nicht in den Summen. Kurse in rates.csv gelten für das, was nach dem nächsten Start eintrifft.`,
    simulated: 'Simuliert',
    simulatedNote: 'Diese Ereignisse erfindet der Simulator, bis das erste echte eintrifft.',
  },
});

export function NoticeChips(): JSX.Element {
  const view = useAskedOf('selected', 'focus', 'where');
  const catalog = useCatalog();
  const { table } = useAnswer(kpiQuery(view, useStripMetrics()));
  const words = say(NOTICE_TEXTS);
  const unconverted = table?.unconverted ?? 0;
  return (
    <>
      <FreshnessChip />
      {unconverted > 0 ? (
        <span className={styles.warning} title={words.unconvertedNote(catalog.currency)}>
          <CircleAlert aria-hidden />
          {words.unconverted(formatExact(unconverted, 'count'))}
        </span>
      ) : null}
      {catalog.simulated ? (
        <span className={styles.simulated} title={words.simulatedNote}>
          {words.simulated}
        </span>
      ) : null}
    </>
  );
}
