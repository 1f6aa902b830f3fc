/** What pointing at a node or a link tells: its figures with how many answers stand behind them and how far they may be off. */
import { formatShare, formatShort } from '../format.ts';
import { say, texts } from '../language.ts';
import { type Amounts, csatInterval, csatOf } from './amounts.ts';
import type { EcosystemChange } from './changes.ts';
import { chipText, figuresText } from './changeWords.ts';

const TEXTS = texts({
  en: {
    satisfied: (csat: string, low: string, high: string, n: string) => `${csat} % satisfied (${low}–${high}), n = ${n}`,
    unanswered: 'no answers from 1 to 5: satisfaction is not known',
    events: (count: string) => (count === '1' ? '1 event' : `${count} events`),
    revenue: (money: string) => `${money} revenue`,
    atRisk: (money: string) => `${money} at risk`,
    rests: (share: string) => `${share} of it comes from sources that are silent`,
  },
  pt: {
    satisfied: (csat: string, low: string, high: string, n: string) => `${csat}% satisfeitos (${low}–${high}), n = ${n}`,
    unanswered: 'sem respostas de 1 a 5: a satisfação não é conhecida',
    events: (count: string) => (count === '1' ? '1 evento' : `${count} eventos`),
    revenue: (money: string) => `${money} de receita`,
    atRisk: (money: string) => `${money} em risco`,
    rests: (share: string) => `${share} vêm de fontes em silêncio`,
  },
  de: {
    satisfied: (csat: string, low: string, high: string, n: string) => `${csat} % zufrieden (${low}–${high}), n = ${n}`,
    unanswered: 'keine Antworten von 1 bis 5: die Zufriedenheit ist unbekannt',
    events: (count: string) => (count === '1' ? '1 Ereignis' : `${count} Ereignisse`),
    revenue: (money: string) => `${money} Umsatz`,
    atRisk: (money: string) => `${money} gefährdet`,
    rests: (share: string) => `${share} davon kommt aus verstummten Quellen`,
  },
});

/** `41 % satisfied (38–44), n = 512`, or that nobody has answered on the scale that it is told by. */
export function satisfactionWords(amounts: Amounts): string {
  const words = say(TEXTS);
  const interval = csatInterval(amounts);
  if (interval === null) return words.unanswered;
  const round = (value: number) => String(Math.round(value));
  return words.satisfied(round(csatOf(amounts)), round(interval.low), round(interval.high), formatShort(amounts.answers, 'count'));
}

/** The lines of a tip. `currency` as ISO 4217; `staleShare` 0-1. */
export function tipLines(
  amounts: Amounts,
  {
    changes,
    currency,
    isMoney,
    staleShare,
  }: {
    readonly changes: readonly EcosystemChange[];
    readonly currency: string;
    readonly isMoney: boolean;
    readonly staleShare: number;
  },
): readonly string[] {
  const words = say(TEXTS);
  const money = [
    words.events(formatShort(amounts.events, 'count')),
    amounts.revenue !== 0 ? words.revenue(formatShort(amounts.revenue, currency)) : '',
    (amounts.risk ?? 0) > 0 ? words.atRisk(formatShort(amounts.risk, currency)) : '',
  ];
  return [
    satisfactionWords(amounts),
    money.filter(Boolean).join(' · '),
    ...changes.map((change) => `${chipText(change)}: ${figuresText(change, isMoney, currency)}`),
    staleShare >= 0.01 ? words.rests(formatShare(staleShare)) : '',
  ].filter(Boolean);
}
