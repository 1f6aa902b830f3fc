import { texts } from '../../model/language.ts';

/** The words of the chips about the numbers on the screen. */
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
