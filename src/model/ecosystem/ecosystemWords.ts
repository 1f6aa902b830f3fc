/** What the ecosystem calls its nodes: labels, and whole sentences for a screen reader. */
import { formatExact, formatShare, formatShort } from '../format.ts';
import { ruleName } from '../landscape/segmentWords.ts';
import { capitalized, say, texts } from '../language.ts';
import { localName } from '../localNames.ts';
import { csatOf } from './amounts.ts';
import { arrowOf } from './changeWords.ts';
import type { Ecosystem, EcosystemNode } from './ecosystem.ts';
import type { RankDimension } from './ranks.ts';
import { OTHER } from './seats.ts';
import type { NodeValue } from './sums.ts';

const TEXTS = texts({
  en: {
    events: (count: string) => (count === '1' ? '1 event' : `${count} events`),
    atRisk: (money: string) => `${money} at risk`,
    unanswered: 'no answers from 1 to 5 yet',
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
    others: (count: string) => (count === '1' ? '1 other' : `${count} others`),
    quoted: (name: string) => `“${name}”`,
    satisfied: (csat: string) => `${csat} satisfied`,
    change: (points: string, isUp: boolean) => `${isUp ? 'up' : 'down'} ${points === '1' ? '1 point' : `${points} points`}`,
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
    events: (count: string) => (count === '1' ? '1 evento' : `${count} eventos`),
    atRisk: (money: string) => `${money} em risco`,
    unanswered: 'ainda sem respostas de 1 a 5',
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
    others: (count: string) => (count === '1' ? 'mais 1' : `outros ${count}`),
    quoted: (name: string) => `“${name}”`,
    satisfied: (csat: string) => `${csat} satisfeitos`,
    change: (points: string, isUp: boolean) => `${isUp ? 'alta' : 'queda'} de ${points === '1' ? '1 ponto' : `${points} pontos`}`,
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
    events: (count: string) => (count === '1' ? '1 Ereignis' : `${count} Ereignisse`),
    atRisk: (money: string) => `${money} gefährdet`,
    unanswered: 'noch keine Antworten von 1 bis 5',
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
    others: (count: string) => (count === '1' ? 'noch 1' : `${count} weitere`),
    quoted: (name: string) => `„${name}“`,
    satisfied: (csat: string) => `${csat} zufrieden`,
    change: (points: string, isUp: boolean) => `${points === '1' ? '1 Punkt' : `${points} Punkte`} ${isUp ? 'höher' : 'niedriger'}`,
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
  if (dimension === OTHER) return say(TEXTS).others(formatExact(Number(value), 'count'));
  if (value === null) return say(TEXTS).nameless[dimension as RankDimension];
  if (dimension === 'segment:rule') return ruleName(value);
  if (dimension === 'country' || dimension === 'region') return localName(dimension, value, label ?? value);
  if (label !== undefined) return label;
  if (dimension === 'source') return value.split('/').filter(Boolean).at(-1) ?? value;
  return dimension === 'channel' ? capitalized(value) : value;
}

/** The same within a sentence: what segments and the stages of the life cycle are called reads as a part of it otherwise. */
export function quotedName({ dimension, value }: NodeValue, name: string): string {
  return value !== null && (dimension === 'segment' || dimension === 'segment:rule') ? say(TEXTS).quoted(name) : name;
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

/**
 * Money at risk from which on each node tells of it: where it is among the three largest of its rank and at least a tenth of the whole. Where nodes are
 * `chosen`, the sentence over the picture is of them, and they alone tell.
 */
export function riskFloors({ nodes, total }: Ecosystem, chosen: ReadonlySet<number> = new Set()): readonly number[] {
  if (chosen.size > 0) return nodes.map((_, at) => (chosen.has(at) ? Number.MIN_VALUE : Number.POSITIVE_INFINITY));
  const floors = [0, 1, 2].map((rank) => {
    const third = nodes
      .filter((node) => node.rank === rank && (node.risk ?? 0) > 0)
      .map((node) => node.risk ?? 0)
      .sort((one, other) => other - one)[2];
    return Math.max(third ?? 0, (total.risk ?? 0) * 0.1, Number.MIN_VALUE);
  });
  return nodes.map(({ rank }) => floors[rank] as number);
}

/** What else a node's label says: how long its feed is silent, and how its amount changed; both may be empty. */
export interface NodeNews {
  /** Points by which its satisfaction is told to have changed; null where it is not. */
  readonly turn: number | null;
  readonly silence: string;
  readonly amountChange: string;
  /** Whether it is for a wall: the money at risk stands as the figure alone, since the headline says what it is. */
  readonly isBare: boolean;
}

/** The words of a node; `currency` as ISO 4217. A silent feed says so instead of its amount, which is not the present's. */
export function nodeWords(
  node: EcosystemNode,
  currency: string,
  riskFloor: number,
  { turn, silence, amountChange, isBare }: NodeNews = { turn: null, silence: '', amountChange: '', isBare: false },
): NodeWords {
  const words = say(TEXTS);
  const csat = csatOf(node);
  const points = turn === null ? '' : String(Math.round(Math.abs(turn)));
  // On a wall no money may be little money that is not told.
  const money = isBare && node.revenue === 0 ? '' : formatShort(node.revenue, currency);
  const counted = node.rank === 0 ? words.events(formatShort(node.events, 'count')) : money;
  const amount = silence === '' ? [counted, amountChange].filter(Boolean).join(' ') : words.silent(silence);
  const atRisk = (node.risk ?? 0) >= riskFloor ? formatShort(node.risk, currency) : '';
  const risk = atRisk === '' ? '' : words.atRisk(atRisk);
  const score = Number.isNaN(csat) ? '' : formatShort(Math.round(csat), 'count');
  const spoken = [
    node.name,
    score === '' ? words.unanswered : words.satisfied(formatShare(csat / 100)),
    points === '' ? '' : words.change(points, (turn ?? 0) > 0),
    amount,
    risk,
  ];
  return {
    name: node.name,
    score,
    change: points === '' ? '' : `${arrowOf(turn ?? 0)} ${points}`,
    amount,
    risk: isBare ? atRisk : risk,
    spoken: spoken.filter(Boolean).join(', '),
  };
}
