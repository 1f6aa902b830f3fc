/** What segments, measures and rules are called in the reader's language. */
import { isNamedSegment, isWholeMeasure, type NamedSegment, personMeasure, readRule } from '../../protocol/people.ts';
import { formatShort } from '../format.ts';
import { say, texts } from '../language.ts';

type Names = Readonly<Record<NamedSegment, string>>;
type Measures = Readonly<Record<string, string>>;

const TEXTS = texts({
  en: {
    segments: {
      champions: 'Champions',
      loyal: 'Loyal',
      promising: 'Promising',
      new: 'New',
      cooling: 'Cooling',
      cantLose: "Can't lose",
      atRisk: 'At risk',
      hibernating: 'Hibernating',
    } as Names,
    measures: {
      lateness: 'Lateness',
      frequency: 'Orders a year',
      recency: 'Days since last order',
      tenure: 'Days since first order',
      orders: 'Orders',
      revenue: 'Revenue',
      aov: 'Order value',
      csat: 'Satisfaction',
      contacts: 'Contacts',
      recencyScore: 'Recency score',
      frequencyScore: 'Frequency score',
      moneyScore: 'Money score',
    } as Measures,
    drawn: 'Drawn selection',
    from: (value: string) => `from ${value}`,
    below: (value: string) => `below ${value}`,
    between: (low: string, high: string) => `${low} to ${high}`,
  },
  pt: {
    segments: {
      champions: 'Campeões',
      loyal: 'Fiéis',
      promising: 'Promissores',
      new: 'Novos',
      cooling: 'Esfriando',
      cantLose: 'Não podemos perder',
      atRisk: 'Em risco',
      hibernating: 'Hibernando',
    } as Names,
    measures: {
      lateness: 'Atraso',
      frequency: 'Pedidos por ano',
      recency: 'Dias desde o último pedido',
      tenure: 'Dias desde o primeiro pedido',
      orders: 'Pedidos',
      revenue: 'Receita',
      aov: 'Valor do pedido',
      csat: 'Satisfação',
      contacts: 'Contatos',
      recencyScore: 'Nota de recência',
      frequencyScore: 'Nota de frequência',
      moneyScore: 'Nota de valor',
    } as Measures,
    drawn: 'Seleção desenhada',
    from: (value: string) => `a partir de ${value}`,
    below: (value: string) => `abaixo de ${value}`,
    between: (low: string, high: string) => `${low} a ${high}`,
  },
  de: {
    segments: {
      champions: 'Champions',
      loyal: 'Treue',
      promising: 'Vielversprechende',
      new: 'Neue',
      cooling: 'Abkühlende',
      cantLose: 'Unverzichtbare',
      atRisk: 'Gefährdete',
      hibernating: 'Schlafende',
    } as Names,
    measures: {
      lateness: 'Verspätung',
      frequency: 'Bestellungen im Jahr',
      recency: 'Tage seit letzter Bestellung',
      tenure: 'Tage seit erster Bestellung',
      orders: 'Bestellungen',
      revenue: 'Umsatz',
      aov: 'Bestellwert',
      csat: 'Zufriedenheit',
      contacts: 'Kontakte',
      recencyScore: 'Note Aktualität',
      frequencyScore: 'Note Häufigkeit',
      moneyScore: 'Note Umsatz',
    } as Measures,
    drawn: 'Gezeichnete Auswahl',
    from: (value: string) => `ab ${value}`,
    below: (value: string) => `unter ${value}`,
    between: (low: string, high: string) => `${low} bis ${high}`,
  },
});

/** What a measure is called. */
export function measureName(id: string): string {
  return say(TEXTS).measures[id] ?? id;
}

/** What the people of a rule are called: by the name that somebody saved it under, their segment, or what the rule says. */
export function ruleName(rule: string, saved: readonly { readonly rule: string; readonly name: string }[] = []): string {
  const known = saved.find((segment) => segment.rule === rule);
  if (known) return known.name;
  const words = say(TEXTS);
  if (isNamedSegment(rule)) return words.segments[rule];
  try {
    const read = readRule(rule);
    if (read.kind !== 'box') return words.drawn;
    return read.sides.map(({ measure, from, to }) => `${measureName(measure)} ${rangeText(measure, from, to)}`).join(', ');
  } catch {
    return rule;
  }
}

function rangeText(measure: string, from: number | null, to: number | null): string {
  const words = say(TEXTS);
  const text = (value: number) => `${formatShort(value, 'count')}${personMeasure(measure)?.unit === 'times' ? '×' : ''}`;
  if (from === null) return words.below(text(to ?? 0));
  if (to === null) return words.from(text(from));
  // The end is not among them: of whole numbers the last that is says more.
  const [first, last] = isWholeMeasure(measure) ? [Math.ceil(from), Math.ceil(to) - 1] : [from, to];
  if (first === last) return text(first);
  return first < last ? words.between(text(first), text(last)) : words.between(text(from), text(to));
}
