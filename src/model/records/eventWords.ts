/** What events are called in the reader's language, and what each says in a line. */
import { type EventData, EventType, type Json } from '../../protocol/event.ts';
import type { RecordAnswer } from '../../protocol/records.ts';
import { formatExact } from '../format.ts';
import { localeNow, say, texts } from '../language.ts';
import { scaleEnds } from '../scorePlace.ts';

const PREFIX = 'io.orrery.';

const TYPES = texts<Readonly<Record<string, string>>>({
  en: {
    [EventType.orderCompleted]: 'Order',
    [EventType.orderRefunded]: 'Refund',
    [EventType.surveyAnswered]: 'Survey',
    [EventType.reviewPublished]: 'Review',
    [EventType.contactOpened]: 'Contact',
    [EventType.contactClosed]: 'Contact closed',
    [EventType.pageViewed]: 'Page view',
    [EventType.productSearched]: 'Search',
    [EventType.postPublished]: 'Post',
    [EventType.messageSent]: 'Message',
    [EventType.profileUpdated]: 'Profile',
    [EventType.consentChanged]: 'Consent',
    [EventType.subscriptionStarted]: 'Subscription',
    [EventType.subscriptionCancelled]: 'Cancellation',
    [EventType.changeAnnounced]: 'Announcement',
    [EventType.targetSet]: 'Target',
    [EventType.forecastSet]: 'Forecast',
    'io.orrery.order.placed': 'Order placed',
    'io.orrery.order.shipped': 'Shipped',
    'io.orrery.order.delivered': 'Delivered',
  },
  pt: {
    [EventType.orderCompleted]: 'Pedido',
    [EventType.orderRefunded]: 'Reembolso',
    [EventType.surveyAnswered]: 'Pesquisa',
    [EventType.reviewPublished]: 'Avaliação',
    [EventType.contactOpened]: 'Contato',
    [EventType.contactClosed]: 'Contato encerrado',
    [EventType.pageViewed]: 'Página vista',
    [EventType.productSearched]: 'Busca',
    [EventType.postPublished]: 'Postagem',
    [EventType.messageSent]: 'Mensagem',
    [EventType.profileUpdated]: 'Perfil',
    [EventType.consentChanged]: 'Consentimento',
    [EventType.subscriptionStarted]: 'Assinatura',
    [EventType.subscriptionCancelled]: 'Cancelamento',
    [EventType.changeAnnounced]: 'Anúncio',
    [EventType.targetSet]: 'Meta',
    [EventType.forecastSet]: 'Previsão',
    'io.orrery.order.placed': 'Pedido feito',
    'io.orrery.order.shipped': 'Enviado',
    'io.orrery.order.delivered': 'Entregue',
  },
  de: {
    [EventType.orderCompleted]: 'Bestellung',
    [EventType.orderRefunded]: 'Erstattung',
    [EventType.surveyAnswered]: 'Umfrage',
    [EventType.reviewPublished]: 'Rezension',
    [EventType.contactOpened]: 'Kontakt',
    [EventType.contactClosed]: 'Kontakt beendet',
    [EventType.pageViewed]: 'Seitenaufruf',
    [EventType.productSearched]: 'Suche',
    [EventType.postPublished]: 'Beitrag',
    [EventType.messageSent]: 'Nachricht',
    [EventType.profileUpdated]: 'Profil',
    [EventType.consentChanged]: 'Einwilligung',
    [EventType.subscriptionStarted]: 'Abonnement',
    [EventType.subscriptionCancelled]: 'Kündigung',
    [EventType.changeAnnounced]: 'Ankündigung',
    [EventType.targetSet]: 'Ziel',
    [EventType.forecastSet]: 'Prognose',
    'io.orrery.order.placed': 'Bestellt',
    'io.orrery.order.shipped': 'Versandt',
    'io.orrery.order.delivered': 'Geliefert',
  },
});

/** The name of a type of event; one that is not known keeps its own, without the common prefix. */
export function typeName(type: string): string {
  const names = say(TYPES);
  // A type may be any text, `constructor` too.
  return (Object.hasOwn(names, type) ? names[type] : undefined) ?? type.replace(PREFIX, '');
}

/** Names of `data` that have a place of their own on the screen. */
const KNOWN: ReadonlySet<string> = new Set([
  ...['country', 'region', 'city', 'postal_code', 'lat', 'lon', 'order', 'contact', 'product', 'category', 'brand', 'quantity', 'amount'],
  ...['currency', 'segment', 'channel', 'score', 'scale', 'text', 'reason', 'agent', 'resolved', 'duration_s'],
  ...['origin_country', 'origin_region', 'origin_city', 'origin_lat', 'origin_lon', 'status'],
]);
const MOST_FACTS = 3;
const LONGEST_FACT = 60;
/** Keys of machines, which say nothing to a reader. */
const OPAQUE = /^[0-9a-f-]{16,}$/i;
const MOST_DIGITS = 20;

/** What the sender says in fields of their own, as `delivery late`; a field that is true says its name. */
export function allFacts(data: EventData): readonly string[] {
  return Object.entries(data as Readonly<Record<string, Json>>).flatMap(([name, value]) => (KNOWN.has(name) ? [] : factOf(name, value)));
}

/** The first of them, as many as a line holds. */
export function ownFacts(data: EventData): readonly string[] {
  return allFacts(data).slice(0, MOST_FACTS);
}

function factOf(name: string, value: Json): readonly string[] {
  const said = name.replaceAll('_', ' ');
  if (value === true) return [said];
  if ((typeof value !== 'string' && typeof value !== 'number') || String(value).length > LONGEST_FACT || value === '') return [];
  if (OPAQUE.test(String(value))) return [];
  return [`${said} ${value}`];
}

/** An amount exactly as it was sent, in its own currency; empty without one. */
export function amountText({ amount, currency, value }: Pick<RecordAnswer, 'amount' | 'currency' | 'value'>, reporting: string): string {
  if (amount === null) return value === null ? '' : formatExact(value, reporting);
  return moneyText(amount, currency ?? reporting);
}

/** A decimal in a currency, with all of its digits and as many as the currency usually has. */
export function moneyText(decimal: string, currency: string): string {
  if (!/^[+-]?\d*\.?\d+$/.test(decimal) || !Number.isFinite(Number(decimal))) return `${decimal} ${currency}`;
  const digits = Math.min(decimal.split('.')[1]?.length ?? 0, MOST_DIGITS);
  try {
    const style = { style: 'currency', currency } as const;
    const usual = new Intl.NumberFormat(localeNow(), style).resolvedOptions().minimumFractionDigits ?? 0;
    const format = new Intl.NumberFormat(localeNow(), {
      ...style,
      minimumFractionDigits: Math.max(usual, digits),
      maximumFractionDigits: MOST_DIGITS,
    });
    // A text is formatted digit by digit: no amount is rounded on the way.
    return format.format(decimal as `${number}`);
  } catch {
    return `${decimal} ${currency}`;
  }
}

/** A score with the best of its scale: `4/5`. */
export function scoreText(score: number, scale: string | null): string {
  const ends = scaleEnds(scale);
  return ends === null ? formatExact(score, 'count') : `${formatExact(score, 'count')}/${ends.max}`;
}
