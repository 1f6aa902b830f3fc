/** What the ecosystem says: labels, the headline, whole sentences for a screen reader. */
import { formatShort } from '../format.ts';
import { ruleName } from '../landscape/segmentWords.ts';
import { say, texts } from '../language.ts';
import { type Amounts, csatChange, csatOf } from './amounts.ts';
import type { Ecosystem, EcosystemNode } from './ecosystem.ts';
import type { RankDimension } from './ranks.ts';
import { OTHER } from './seats.ts';

const TEXTS = texts({
  en: {
    events: (count: string) => `${count} events`,
    atRisk: (money: string) => `${money} at risk`,
    unanswered: 'no answers yet',
    silent: (age: string) => `silent ${age}`,
    nameless: {
      channel: 'No channel',
      source: 'No source',
      reason: 'No reason',
      segment: 'No segment',
      'segment:rule': 'Outside the life cycle',
      country: 'No country',
      region: 'No region',
      category: 'No category',
      product: 'No product',
    },
    others: (count: string) => `${count} others`,
    noRisk: 'No revenue at risk: nobody who bought is below target.',
    noSales: 'Nothing was sold in this window',
    unasked: (money: string) => `${money} sold. Nobody has said how satisfied they are`,
    most: (name: string) => `Most of it: ${name}`,
    satisfied: (csat: string) => `${csat} satisfied`,
    only: (csat: string, name: string) => `${csat} are satisfied. Least: ${name}`,
    nothing: 'Nothing has happened in this window',
    change: (points: string, isUp: boolean) => `${isUp ? 'up' : 'down'} ${points} points`,
    ranks: {
      channel: 'Channels',
      source: 'Sources',
      reason: 'Reasons',
      segment: 'Segments',
      'segment:rule': 'Life cycle',
      country: 'Countries',
      region: 'Regions',
      category: 'Categories',
      product: 'Products',
    },
  },
  pt: {
    events: (count: string) => `${count} eventos`,
    atRisk: (money: string) => `${money} em risco`,
    unanswered: 'ainda sem respostas',
    silent: (age: string) => `em silêncio há ${age}`,
    nameless: {
      channel: 'Sem canal',
      source: 'Sem fonte',
      reason: 'Sem motivo',
      segment: 'Sem segmento',
      'segment:rule': 'Fora do ciclo de vida',
      country: 'Sem país',
      region: 'Sem região',
      category: 'Sem categoria',
      product: 'Sem produto',
    },
    others: (count: string) => `outros ${count}`,
    noRisk: 'Nenhuma receita em risco: ninguém que comprou está abaixo da meta.',
    noSales: 'Nada foi vendido neste período',
    unasked: (money: string) => `${money} vendidos. Ninguém disse se está satisfeito`,
    most: (name: string) => `A maior parte: ${name}`,
    satisfied: (csat: string) => `${csat} satisfeitos`,
    only: (csat: string, name: string) => `${csat} estão satisfeitos. O menor: ${name}`,
    nothing: 'Nada aconteceu neste período',
    change: (points: string, isUp: boolean) => `${isUp ? 'alta' : 'queda'} de ${points} pontos`,
    ranks: {
      channel: 'Canais',
      source: 'Fontes',
      reason: 'Motivos',
      segment: 'Segmentos',
      'segment:rule': 'Ciclo de vida',
      country: 'Países',
      region: 'Regiões',
      category: 'Categorias',
      product: 'Produtos',
    },
  },
  de: {
    events: (count: string) => `${count} Ereignisse`,
    atRisk: (money: string) => `${money} gefährdet`,
    unanswered: 'noch keine Antworten',
    silent: (age: string) => `seit ${age} stumm`,
    nameless: {
      channel: 'Ohne Kanal',
      source: 'Ohne Quelle',
      reason: 'Ohne Grund',
      segment: 'Ohne Segment',
      'segment:rule': 'Außerhalb des Lebenszyklus',
      country: 'Ohne Land',
      region: 'Ohne Region',
      category: 'Ohne Kategorie',
      product: 'Ohne Produkt',
    },
    others: (count: string) => `${count} weitere`,
    noRisk: 'Kein Umsatz gefährdet: Niemand, der gekauft hat, liegt unter dem Ziel.',
    noSales: 'In diesem Zeitraum wurde nichts verkauft',
    unasked: (money: string) => `${money} verkauft. Niemand hat gesagt, wie zufrieden er ist`,
    most: (name: string) => `Das meiste: ${name}`,
    satisfied: (csat: string) => `${csat} zufrieden`,
    only: (csat: string, name: string) => `${csat} sind zufrieden. Am wenigsten: ${name}`,
    nothing: 'In diesem Zeitraum ist nichts geschehen',
    change: (points: string, isUp: boolean) => `${points} Punkte ${isUp ? 'höher' : 'niedriger'}`,
    ranks: {
      channel: 'Kanäle',
      source: 'Quellen',
      reason: 'Gründe',
      segment: 'Segmente',
      'segment:rule': 'Lebenszyklus',
      country: 'Länder',
      region: 'Regionen',
      category: 'Kategorien',
      product: 'Produkte',
    },
  },
});

/** The name of a rank, plural. */
export function rankName(dimension: RankDimension): string {
  return say(TEXTS).ranks[dimension];
}

/** The name of a value for people: its label, the last part of a source's path, or its text. */
export function nodeName(dimension: string, value: string | null, label: string | undefined): string {
  if (dimension === OTHER) return say(TEXTS).others(value ?? '');
  if (value === null) return say(TEXTS).nameless[dimension as RankDimension];
  if (dimension === 'segment:rule') return ruleName(value);
  if (label !== undefined) return label;
  if (dimension === 'source') return value.split('/').filter(Boolean).at(-1) ?? value;
  return dimension === 'channel' ? capital(value) : value;
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase() + text.slice(1);
}

export interface NodeWords {
  readonly name: string;
  /** Satisfied share, rounded; empty without answers. */
  readonly score: string;
  /** `▼ 8`; empty where nothing has changed beyond chance. */
  readonly change: string;
  readonly amount: string;
  /** Empty where it is not among what matters. */
  readonly risk: string;
  /** All of it as one sentence. */
  readonly spoken: string;
}

/** Risk is told where it is among the three largest of its rank and at least a tenth of the whole. */
export function riskFloors({ nodes, total }: Ecosystem): readonly number[] {
  return [0, 1, 2].map((rank) => {
    const third = nodes
      .filter((node) => node.rank === rank && (node.risk ?? 0) > 0)
      .map((node) => node.risk ?? 0)
      .sort((one, other) => other - one)[2];
    return Math.max(third ?? 0, (total.risk ?? 0) * 0.1, Number.MIN_VALUE);
  });
}

/** What else a node's label says: how long its feed is silent, and how its amount changed; both may be empty. */
export interface NodeNews {
  readonly silence: string;
  readonly amountChange: string;
  /** Whether the money at risk stands as the figure alone: for a wall, where the headline says what it is. */
  readonly isBare: boolean;
}

/** The words of a node; `currency` as ISO 4217. A silent feed says so instead of its amount, which is not the present's. */
export function nodeWords(
  node: EcosystemNode,
  currency: string,
  riskFloor: number,
  { silence, amountChange, isBare }: NodeNews = { silence: '', amountChange: '', isBare: false },
): NodeWords {
  const words = say(TEXTS);
  const csat = csatOf(node);
  const change = csatChange(node, node.before);
  const points = change === null ? '' : String(Math.round(Math.abs(change)));
  const counted = node.rank === 0 ? words.events(formatShort(node.events, 'count')) : formatShort(node.revenue, currency);
  const amount = silence === '' ? [counted, amountChange].filter(Boolean).join(' ') : words.silent(silence);
  const money = (node.risk ?? 0) >= riskFloor ? formatShort(node.risk, currency) : '';
  const risk = money === '' ? '' : words.atRisk(money);
  const score = Number.isNaN(csat) ? '' : formatShort(Math.round(csat), 'count');
  const spoken = [
    node.name,
    score === '' ? words.unanswered : words.satisfied(`${score} %`),
    points === '' ? '' : words.change(points, (change ?? 0) > 0),
    amount,
    risk,
  ];
  return {
    name: node.name,
    score,
    change: points === '' ? '' : `${(change ?? 0) > 0 ? '▲' : '▼'} ${points}`,
    amount,
    risk: isBare ? money : risk,
    spoken: spoken.filter(Boolean).join(', '),
  };
}

export interface Headline {
  /** The number that the eye then finds in the picture; may be empty. */
  readonly figure: string;
  readonly rest: string;
}

/** One sentence on what matters: money at risk and where most of it is, else satisfaction and where it is least. */
export function headline(ecosystem: Ecosystem, currency: string): Headline {
  const words = say(TEXTS);
  const { nodes, total } = ecosystem;
  if (total.events === 0) return { figure: '', rest: words.nothing };
  const served = nodes.filter((node) => node.rank === 1 && !node.isOther);
  if (total.risk !== null) {
    if (total.risk === 0) return { figure: '', rest: riskless(total, currency) };
    const told = nodes.reduce((sum, node) => sum + (node.rank === 1 ? (node.risk ?? 0) : 0), 0);
    // A wall is not told all of it: named is only who has more than could be anywhere else.
    const elsewhere = Math.max(0, total.risk - told);
    const most = largest(served, (node) => ((node.risk ?? 0) > elsewhere ? (node.risk as number) : Number.NaN));
    return { figure: words.atRisk(formatShort(total.risk, currency)), rest: most === null ? '' : words.most(most.name) };
  }
  const least = largest(served, (node) => (node.answers === 0 ? Number.NEGATIVE_INFINITY : -csatOf(node)));
  const csat = csatOf(total as Amounts);
  return least === null || Number.isNaN(csat)
    ? { figure: '', rest: formatShort(total.revenue, currency) }
    : { figure: '', rest: words.only(`${Math.round(csat)} %`, least.name) };
}

function riskless({ revenue, answers }: Amounts, currency: string): string {
  const words = say(TEXTS);
  if (revenue <= 0) return words.noSales;
  return answers > 0 ? words.noRisk : words.unasked(formatShort(revenue, currency));
}

function largest(nodes: readonly EcosystemNode[], of: (node: EcosystemNode) => number): EcosystemNode | null {
  let best: EcosystemNode | null = null;
  for (const node of nodes) if (Number.isFinite(of(node)) && (best === null || of(node) > of(best))) best = node;
  return best;
}
