/** What the catalog's own metrics and dimensions are called in the reader's language. Declared ones keep the name they were given. */
import type { Catalog, DimensionInfo, MetricInfo } from '../protocol/catalog.ts';
import { languageNow } from './language.ts';

/** Name and definition by metric id; English comes from the server. */
type MetricWords = Readonly<Record<string, readonly [label: string, formula: string]>>;

const METRICS: Readonly<Record<'pt' | 'de', MetricWords>> = {
  pt: {
    events: ['Eventos', 'Número de eventos.'],
    revenue: ['Receita', 'Soma dos valores dos pedidos concluídos (bruta, antes de reembolsos), convertida à taxa do momento do evento.'],
    refunds: ['Reembolsos', 'Soma dos valores reembolsados, como números positivos, no momento do reembolso.'],
    orders: [
      'Pedidos',
      'Pedidos distintos entre os concluídos: um para cada origem e número de pedido (o id do evento quando não há número).',
    ],
    units: ['Unidades', 'Soma das quantidades dos pedidos concluídos; um evento sem quantidade conta 1.'],
    customers: ['Clientes', 'Clientes distintos dos eventos correspondentes.'],
    aov: ['Ticket médio', 'Receita dividida pelo número de pedidos.'],
    revenue_at_risk: [
      'Receita em risco',
      'Receita de clientes cuja última nota antes do fim da janela está abaixo da meta da sua escala (csat5 até 3, nps até 6, ces7 até 4).',
    ],
    repeat_rate: [
      'Taxa de recompra',
      'Parcela dos clientes compradores que têm dois ou mais pedidos entre os eventos correspondentes do grupo.',
    ],
    csat: ['Satisfeitos', 'Parcela das notas da escala csat5 (1–5) que são 4 ou 5.'],
    csat_mean: ['Nota de satisfação', 'Média das notas da escala csat5 (1–5).'],
    nps: ['Net promoter score', 'Parcela das notas nps (0–10) de 9–10 menos a parcela de 0–6, em pontos de -100 a 100.'],
    ces: ['Nota de facilidade', 'Média das notas da escala ces7 (1–7).'],
    responses: ['Respostas', 'Número de eventos com nota, em qualquer escala ou em nenhuma.'],
    contacts: [
      'Contatos',
      'Contatos abertos e os encerrados sem abertura registrada (mesma origem e número de contato; o id do evento quando não há número).',
    ],
    fcr: [
      'Resolução no primeiro contato',
      'Dos contatos encerrados, a parcela dada como resolvida sem outro contato do mesmo cliente nos 7 dias seguintes.',
    ],
    aht: ['Tempo médio de atendimento', 'Duração média dos contatos encerrados que a informam, em segundos.'],
    churned: ['Clientes perdidos', 'Clientes distintos que cancelaram uma assinatura.'],
    churn_rate: [
      'Taxa de cancelamento',
      'Dos clientes com assinatura ativa no início da janela, a parcela que a cancelou dentro dela; por tempo, cada intervalo é uma janela.',
    ],
  },
  de: {
    events: ['Ereignisse', 'Anzahl der Ereignisse.'],
    revenue: ['Umsatz', 'Summe der Beträge abgeschlossener Bestellungen (brutto, vor Erstattungen), zum Kurs des jeweiligen Zeitpunkts.'],
    revenue_at_risk: [
      'Gefährdeter Umsatz',
      'Umsatz der Kunden, deren letzte Bewertung vor dem Ende des Zeitraums unter dem Ziel ihrer Skala liegt (csat5 bis 3, nps bis 6, ces7 bis 4).',
    ],
    refunds: ['Erstattungen', 'Summe der erstatteten Beträge als positive Zahlen, zum Zeitpunkt der Erstattung.'],
    orders: [
      'Bestellungen',
      'Verschiedene abgeschlossene Bestellungen: eine je Quelle und Bestellnummer (ohne Bestellnummer: die Id des Ereignisses).',
    ],
    units: ['Stückzahl', 'Summe der Mengen abgeschlossener Bestellungen; ein Ereignis ohne Menge zählt 1.'],
    customers: ['Kunden', 'Verschiedene Kunden der passenden Ereignisse.'],
    aov: ['Durchschnittlicher Bestellwert', 'Umsatz geteilt durch Bestellungen.'],
    repeat_rate: [
      'Wiederkaufsrate',
      'Anteil der bestellenden Kunden mit zwei oder mehr Bestellungen unter den passenden Ereignissen der Gruppe.',
    ],
    csat: ['Zufriedene', 'Anteil der Bewertungen der Skala csat5 (1–5), die 4 oder 5 sind.'],
    csat_mean: ['Zufriedenheitswert', 'Mittelwert der Bewertungen der Skala csat5 (1–5).'],
    nps: ['Net Promoter Score', 'Anteil der nps-Bewertungen (0–10) von 9–10 minus Anteil von 0–6, in Punkten von -100 bis 100.'],
    ces: ['Leichtigkeitswert', 'Mittelwert der Bewertungen der Skala ces7 (1–7).'],
    responses: ['Antworten', 'Anzahl der Ereignisse mit einer Bewertung, auf irgendeiner oder keiner Skala.'],
    contacts: [
      'Kontakte',
      'Eröffnete Kontakte und abgeschlossene, deren Eröffnung nirgends steht (gleiche Quelle und Kontaktnummer; ohne Nummer: die Id des Ereignisses).',
    ],
    fcr: [
      'Lösung beim Erstkontakt',
      'Anteil der abgeschlossenen Kontakte, die als gelöst gelten und denen in den 7 Tagen danach kein weiterer desselben Kunden folgte.',
    ],
    aht: ['Mittlere Bearbeitungszeit', 'Mittlere Dauer der abgeschlossenen Kontakte, die eine angeben, in Sekunden.'],
    churned: ['Verlorene Kunden', 'Verschiedene Kunden, die ein Abonnement gekündigt haben.'],
    churn_rate: [
      'Kündigungsrate',
      'Anteil der Kunden mit laufendem Abonnement zu Beginn des Fensters, die darin gekündigt haben; nach Zeit ist jeder Abschnitt ein Fenster.',
    ],
  },
};

const DIMENSIONS: Readonly<Record<'pt' | 'de', Readonly<Record<string, string>>>> = {
  pt: {
    country: 'País',
    region: 'Região',
    city: 'Cidade',
    'origin.country': 'País de origem',
    'origin.region': 'Região de origem',
    'origin.city': 'Cidade de origem',
    category: 'Categoria',
    product: 'Produto',
    brand: 'Marca',
    segment: 'Segmento na época',
    'segment:current': 'Segmento atual',
    'segment:rule': 'Segmento por regra',
    channel: 'Canal',
    source: 'Fonte',
    type: 'Tipo de evento',
    reason: 'Motivo',
    agent: 'Atendente',
    currency: 'Moeda',
    scale: 'Escala',
    score: 'Nota',
    customer: 'Cliente',
    'time:minute': 'Minuto',
    'time:hour': 'Hora',
    'time:day': 'Dia',
    'time:week': 'Semana',
    'time:month': 'Mês',
    'time:quarter': 'Trimestre',
    'time:year': 'Ano',
  },
  de: {
    country: 'Land',
    region: 'Region',
    city: 'Stadt',
    'origin.country': 'Herkunftsland',
    'origin.region': 'Herkunftsregion',
    'origin.city': 'Herkunftsstadt',
    category: 'Kategorie',
    product: 'Produkt',
    brand: 'Marke',
    segment: 'Segment zum Zeitpunkt',
    'segment:current': 'Heutiges Segment',
    'segment:rule': 'Segment nach Regel',
    channel: 'Kanal',
    source: 'Quelle',
    type: 'Art des Ereignisses',
    reason: 'Grund',
    agent: 'Bearbeiter',
    currency: 'Währung',
    scale: 'Skala',
    score: 'Bewertung',
    customer: 'Kunde',
    'time:minute': 'Minute',
    'time:hour': 'Stunde',
    'time:day': 'Tag',
    'time:week': 'Woche',
    'time:month': 'Monat',
    'time:quarter': 'Quartal',
    'time:year': 'Jahr',
  },
};

/** How the server defines a declared metric. */
const DECLARED = /^(Sum|Mean) of (data\..+) over all events that have it\.$/;
const DECLARED_WORDS: Readonly<Record<'pt' | 'de', (isSum: boolean, field: string) => string>> = {
  pt: (isSum, field) => `${isSum ? 'Soma' : 'Média'} de ${field} em todos os eventos que o têm.`,
  de: (isSum, field) => `${isSum ? 'Summe' : 'Mittelwert'} von ${field} über alle Ereignisse, die es haben.`,
};

/** The catalog with its own names and definitions in the reader's language. */
export function inReadersWords(catalog: Catalog): Catalog {
  const language = languageNow();
  if (language === 'en') return catalog;
  const metric = (info: MetricInfo): MetricInfo => {
    const words = METRICS[language][info.id];
    if (words !== undefined) return { ...info, label: words[0], formula: words[1] };
    const [, how, field] = DECLARED.exec(info.formula) ?? [];
    return field === undefined ? info : { ...info, formula: DECLARED_WORDS[language](how === 'Sum', field) };
  };
  const dimension = (info: DimensionInfo): DimensionInfo => ({ ...info, label: dimensionWords(info, language) });
  return { ...catalog, metrics: catalog.metrics.map(metric), dimensions: catalog.dimensions.map(dimension) };
}

function dimensionWords({ id, label }: DimensionInfo, language: 'pt' | 'de'): string {
  const resolution = /^h3:(\d+)$/.exec(id)?.[1];
  if (resolution !== undefined) return language === 'pt' ? `Hexágono de resolução ${resolution}` : `Sechseck der Auflösung ${resolution}`;
  return DIMENSIONS[language][id] ?? label;
}
