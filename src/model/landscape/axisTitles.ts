/** What stands along an axis of the segments, in the reader's language. */
import { say, texts } from '../language.ts';

const TEXTS = texts<Readonly<Record<string, string>>>({
  en: {
    lateness: 'days since last order ÷ own buying cycle',
    frequency: 'orders a year',
    recency: 'days since last order',
    tenure: 'days since first order',
    orders: 'orders',
    revenue: 'revenue of each',
    aov: 'revenue of an order',
    csat: 'satisfied answers of each, %',
    contacts: 'contacts',
    recencyScore: 'recency, 1 to 5',
    frequencyScore: 'frequency, 1 to 5',
    moneyScore: 'money, 1 to 5',
  },
  pt: {
    lateness: 'dias desde o último pedido ÷ ciclo próprio',
    frequency: 'pedidos por ano',
    recency: 'dias desde o último pedido',
    tenure: 'dias desde o primeiro pedido',
    orders: 'pedidos',
    revenue: 'receita de cada um',
    aov: 'receita por pedido',
    csat: 'respostas satisfeitas de cada um, %',
    contacts: 'contatos',
    recencyScore: 'recência, 1 a 5',
    frequencyScore: 'frequência, 1 a 5',
    moneyScore: 'valor, 1 a 5',
  },
  de: {
    lateness: 'Tage seit letzter Bestellung ÷ eigener Rhythmus',
    frequency: 'Bestellungen im Jahr',
    recency: 'Tage seit letzter Bestellung',
    tenure: 'Tage seit erster Bestellung',
    orders: 'Bestellungen',
    revenue: 'Umsatz je Person',
    aov: 'Umsatz je Bestellung',
    csat: 'zufriedene Antworten je Person, %',
    contacts: 'Kontakte',
    recencyScore: 'Aktualität, 1 bis 5',
    frequencyScore: 'Häufigkeit, 1 bis 5',
    moneyScore: 'Umsatz, 1 bis 5',
  },
});

/** What stands along the axis of a measure; its id where the measure is not known. */
export function axisTitle(id: string): string {
  return say(TEXTS)[id] ?? id;
}
