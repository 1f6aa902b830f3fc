/** What segments, measures and rules are called in the reader's language. */
import { isNamedSegment, isWholeMeasure, type NamedSegment, personMeasure, readRule } from '../../protocol/people.ts';
import { formatShort } from '../format.ts';
import { say, texts } from '../language.ts';

type Names = Readonly<Record<NamedSegment, string>>;
type Measures = Readonly<Record<string, readonly [name: string, axis: string]>>;

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
      lateness: ['Lateness', 'days since last order ÷ own buying cycle'],
      frequency: ['Orders a year', 'orders a year'],
      recency: ['Days since last order', 'days since last order'],
      tenure: ['Days since first order', 'days since first order'],
      orders: ['Orders', 'orders'],
      revenue: ['Revenue', 'revenue of each'],
      aov: ['Order value', 'revenue of an order'],
      csat: ['Satisfaction', 'satisfied answers of each, %'],
      contacts: ['Contacts', 'contacts'],
      recencyScore: ['Recency score', 'recency, 1 to 5'],
      frequencyScore: ['Frequency score', 'frequency, 1 to 5'],
      moneyScore: ['Money score', 'money, 1 to 5'],
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
      lateness: ['Atraso', 'dias desde o último pedido ÷ ciclo próprio'],
      frequency: ['Pedidos por ano', 'pedidos por ano'],
      recency: ['Dias desde o último pedido', 'dias desde o último pedido'],
      tenure: ['Dias desde o primeiro pedido', 'dias desde o primeiro pedido'],
      orders: ['Pedidos', 'pedidos'],
      revenue: ['Receita', 'receita de cada um'],
      aov: ['Valor do pedido', 'receita por pedido'],
      csat: ['Satisfação', 'respostas satisfeitas de cada um, %'],
      contacts: ['Contatos', 'contatos'],
      recencyScore: ['Nota de recência', 'recência, 1 a 5'],
      frequencyScore: ['Nota de frequência', 'frequência, 1 a 5'],
      moneyScore: ['Nota de valor', 'valor, 1 a 5'],
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
      lateness: ['Verspätung', 'Tage seit letzter Bestellung ÷ eigener Rhythmus'],
      frequency: ['Bestellungen im Jahr', 'Bestellungen im Jahr'],
      recency: ['Tage seit letzter Bestellung', 'Tage seit letzter Bestellung'],
      tenure: ['Tage seit erster Bestellung', 'Tage seit erster Bestellung'],
      orders: ['Bestellungen', 'Bestellungen'],
      revenue: ['Umsatz', 'Umsatz je Person'],
      aov: ['Bestellwert', 'Umsatz je Bestellung'],
      csat: ['Zufriedenheit', 'zufriedene Antworten je Person, %'],
      contacts: ['Kontakte', 'Kontakte'],
      recencyScore: ['Note Aktualität', 'Aktualität, 1 bis 5'],
      frequencyScore: ['Note Häufigkeit', 'Häufigkeit, 1 bis 5'],
      moneyScore: ['Note Umsatz', 'Umsatz, 1 bis 5'],
    } as Measures,
    drawn: 'Gezeichnete Auswahl',
    from: (value: string) => `ab ${value}`,
    below: (value: string) => `unter ${value}`,
    between: (low: string, high: string) => `${low} bis ${high}`,
  },
});

/** What a measure is called. */
export function measureName(id: string): string {
  return say(TEXTS).measures[id]?.[0] ?? id;
}

/** What stands along the axis of a measure. */
export function axisTitle(id: string): string {
  return say(TEXTS).measures[id]?.[1] ?? id;
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
