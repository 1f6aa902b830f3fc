/** What the ecosystem says first, in one sentence: of all of it, or of what is chosen on its ranks. */
import type { AnswerTable } from '../../protocol/table.ts';
import { formatShare, formatShort } from '../format.ts';
import { say, texts } from '../language.ts';
import { CERTAIN_FROM } from '../measure.ts';
import { metricValues } from '../reading.ts';
import type { ViewState } from '../viewState.ts';
import { type Amounts, amountsAt, csatInterval, csatOf } from './amounts.ts';
import { isChosen } from './choosing.ts';
import type { Ecosystem } from './ecosystem.ts';
import { chosenValues } from './ecosystemQueries.ts';
import { nodeName, quotedName } from './ecosystemWords.ts';
import type { RankDimension } from './ranks.ts';
import { OTHER } from './seats.ts';
import { keyOf, type NodeValue, sumsOf } from './sums.ts';

const TEXTS = texts({
  en: {
    events: (count: string) => `${count === '1' ? '1 event' : `${count} events`}, nothing sold`,
    atRisk: (money: string) => `${money} at risk`,
    noRisk: 'No revenue at risk: nobody who bought is below target.',
    noSales: 'Nothing was sold in this window',
    unasked: (money: string) => `${money} sold. Nobody has said from 1 to 5 how satisfied they are`,
    most: (name: string) => `Most of it: ${name}`,
    largest: (name: string) => `The largest part: ${name}`,
    only: (csat: string, name: string) => `${csat} are satisfied${name === '' ? '' : `. Least: ${name}`}`,
    nothing: 'Nothing has happened in this window',
    keptBack: 'Not told, to protect small groups',
    riskKeptBack: (money: string) => `${money} sold. What is at risk is not told, to protect small groups`,
  },
  pt: {
    events: (count: string) => `${count === '1' ? '1 evento' : `${count} eventos`}, nada vendido`,
    atRisk: (money: string) => `${money} em risco`,
    noRisk: 'Nenhuma receita em risco: ninguém que comprou está abaixo da meta.',
    noSales: 'Nada foi vendido neste período',
    unasked: (money: string) => `${money} vendidos. Ninguém disse de 1 a 5 se está satisfeito`,
    most: (name: string) => `A maior parte: ${name}`,
    largest: (name: string) => `A maior parcela: ${name}`,
    only: (csat: string, name: string) => `${csat} estão satisfeitos${name === '' ? '' : `. Menos satisfeitos: ${name}`}`,
    nothing: 'Nada aconteceu neste período',
    keptBack: 'Não informado, para proteger grupos pequenos',
    riskKeptBack: (money: string) => `${money} vendidos. O que está em risco não é informado, para proteger grupos pequenos`,
  },
  de: {
    events: (count: string) => `${count === '1' ? '1 Ereignis' : `${count} Ereignisse`}, nichts verkauft`,
    atRisk: (money: string) => `${money} gefährdet`,
    noRisk: 'Kein Umsatz gefährdet: Niemand, der gekauft hat, liegt unter dem Ziel.',
    noSales: 'In diesem Zeitraum wurde nichts verkauft',
    unasked: (money: string) => `${money} verkauft. Niemand hat von 1 bis 5 gesagt, wie zufrieden er ist`,
    most: (name: string) => `Das meiste: ${name}`,
    largest: (name: string) => `Der größte Teil: ${name}`,
    only: (csat: string, name: string) => `${csat} sind zufrieden${name === '' ? '' : `. Am wenigsten: ${name}`}`,
    nothing: 'In diesem Zeitraum ist nichts geschehen',
    keptBack: 'Nicht gesagt, zum Schutz kleiner Gruppen',
    riskKeptBack: (money: string) => `${money} verkauft. Wie viel gefährdet ist, wird zum Schutz kleiner Gruppen nicht gesagt`,
  },
});

export interface Part extends Amounts {
  readonly name: string;
  /** Many small ones folded into one: nobody is named for what they have. */
  readonly isOther: boolean;
}

/** What the sentence is of. */
export interface Told {
  /** What is chosen; empty: it is told of all. */
  readonly names: readonly string[];
  /** Null until it is known. */
  readonly total: Amounts | null;
  /** Among whom most is looked for. */
  readonly parts: readonly Part[];
  /** Of too few people, or too few of those at risk, a wall is not told. */
  readonly keptBack: 'nothing' | 'risk' | 'all';
}

/** The sentence of a picture in which nothing is chosen: most is looked for among those who are served. */
export function toldOfAll({ nodes, total }: Ecosystem, answer: AnswerTable | null): Told {
  const parts = nodes.flatMap((node) => {
    const [value] = node.values;
    return node.rank !== 1 || value === undefined ? [] : [{ ...node, name: quotedName(value, node.name) }];
  });
  return { names: [], total, parts, keptBack: keptBackOf(answer) };
}

/** That of what is chosen, from the answers to `chosenQueries`; `by`: what these are parted by. Null answers are not known yet. */
export function toldOfChosen(
  names: readonly string[],
  answers: { readonly total: AnswerTable | null; readonly parts: AnswerTable | null },
  by: RankDimension | null,
): Told {
  const { total, parts } = answers;
  if (total === null) return { names, total, parts: [], keptBack: 'nothing' };
  const sums = parts === null || by === null ? [] : [...sumsOf(parts, by).values()];
  const named = sums.map(({ amounts, value, label }) => ({
    ...amounts,
    isOther: false,
    name: quotedName(value, nodeName(value.dimension, value.value, label)),
  }));
  return { names, total: amountsAt(total, 0), parts: named, keptBack: keptBackOf(total) };
}

function keptBackOf(answer: AnswerTable | null): Told['keptBack'] {
  if (answer === null) return 'nothing';
  if (answer.suppressed > 0) return 'all';
  const [risk, revenue] = [metricValues(answer, 'revenue_at_risk'), metricValues(answer, 'revenue')];
  return risk !== undefined && Number.isNaN(risk[0]) && (revenue?.[0] ?? 0) > 0 ? 'risk' : 'nothing';
}

/** What is chosen on the ranks by name, as its nodes are called within a sentence: small ones that are folded together and chosen together have one. */
export function chosenNames(view: ViewState, { nodes }: Ecosystem): readonly string[] {
  const chosen = nodes.filter((node) => isChosen(view, node));
  const nodeOf = new Map(chosen.flatMap((node) => node.values.map((value) => [keyOf(value), node] as const)));
  const nameOf = (value: NodeValue) => {
    const node = nodeOf.get(keyOf(value));
    return node !== undefined && node.values.length > 1
      ? node.name
      : quotedName(value, node?.name ?? nodeName(value.dimension, value.value, undefined));
  };
  return [...new Set(chosenValues(view).map(nameOf))];
}

/** Whether all that is chosen on the ranks stands there by itself: of more small ones than have a seat, and of those outside a name, nodes tell nothing. */
export function areChosenSeen(view: ViewState, { nodes }: Ecosystem): boolean {
  const seen = new Set(nodes.flatMap((node) => (isChosen(view, node) ? node.values.map(keyOf) : [])));
  return chosenValues(view).every((value) => seen.has(keyOf(value)));
}

export interface Headline {
  /** What is chosen, where it is told of that alone; may be empty. */
  readonly lead: string;
  /** The number that the eye then finds in the picture; may be empty. */
  readonly figure: string;
  readonly rest: string;
}

/** One sentence on what matters: money at risk and where most of it is, else satisfaction and where it is least. */
export function headline(told: Told, currency: string): Headline {
  const { figure, rest } = said(told, currency);
  const lead = namesText(told.names);
  if (lead === '' || (figure === '' && rest === '')) return { lead, figure, rest };
  return { lead: figure === '' ? `${lead}. ` : `${lead}: `, figure, rest };
}

/** The same as plain text. */
export function headlineText({ lead, figure, rest }: Headline): string {
  return lead + [figure, rest].filter(Boolean).join('. ');
}

/** Names that a headline has room for. */
const MOST_NAMES = 2;

/** What is chosen by name, as many as there is room for. */
export function namesText(names: readonly string[]): string {
  const others = names.length - MOST_NAMES;
  const named = names.slice(0, others > 0 ? MOST_NAMES : names.length);
  return [...named, ...(others > 0 ? [nodeName(OTHER, String(others), undefined)] : [])].join(' + ');
}

function said({ names, total, parts, keptBack }: Told, currency: string): Omit<Headline, 'lead'> {
  const words = say(TEXTS);
  if (total === null) return { figure: '', rest: '' };
  if (keptBack === 'all') return { figure: '', rest: words.keptBack };
  if (keptBack === 'risk') return { figure: '', rest: words.riskKeptBack(formatShort(total.revenue, currency)) };
  if (total.events === 0) return { figure: '', rest: words.nothing };
  // Where nobody buys, as by telephone, people say how satisfied they are, or are counted at least.
  const isUnsold = names.length > 0 && total.revenue <= 0;
  if (isUnsold && total.answers === 0) return { figure: '', rest: words.events(formatShort(total.events, 'count')) };
  if (total.risk !== null && !isUnsold) {
    if (total.risk === 0) return { figure: '', rest: riskless(total, parts, currency) };
    const known = parts.reduce((sum, { risk }) => sum + (risk ?? 0), 0);
    // A wall is not told all of it: named is only who has more than could be anywhere else.
    const elsewhere = Math.max(0, total.risk - known);
    const most = largest(parts, ({ risk }) => ((risk ?? 0) > elsewhere ? (risk as number) : Number.NaN));
    return { figure: words.atRisk(formatShort(total.risk, currency)), rest: most === null ? '' : wordOf(most, total.risk)(most.name) };
  }
  return { figure: '', rest: total.answers === 0 ? formatShort(total.revenue, currency) : satisfied(total, parts) };
}

/** How many are satisfied, and who the least: of enough answers, and below the whole by more than chance (95 %), not whoever gave one bad answer. */
function satisfied(total: Amounts, parts: readonly Part[]): string {
  const csat = csatOf(total);
  const isBelow = (part: Part) => part.answers >= CERTAIN_FROM && (csatInterval(part)?.high ?? 100) < csat;
  const isOneOfSome = parts.filter(({ answers }) => answers > 0).length > 1;
  const least = isOneOfSome ? largest(parts.filter(isBelow), (part) => -csatOf(part)) : null;
  return say(TEXTS).only(formatShare(csat / 100), least?.name ?? '');
}

/** The largest part need not be more than half. */
function wordOf({ risk }: Part, all: number): (name: string) => string {
  const { most, largest: first } = say(TEXTS);
  return 2 * (risk ?? 0) > all ? most : first;
}

function riskless(total: Amounts, parts: readonly Part[], currency: string): string {
  const words = say(TEXTS);
  const { revenue, answers } = total;
  if (revenue <= 0) return [words.noSales, ...(answers > 0 ? [satisfied(total, parts)] : [])].join('. ');
  return answers > 0 ? words.noRisk : words.unasked(formatShort(revenue, currency));
}

function largest(parts: readonly Part[], of: (part: Part) => number): Part | null {
  let best: Part | null = null;
  for (const part of parts) if (!part.isOther && Number.isFinite(of(part)) && (best === null || of(part) > of(best))) best = part;
  return best;
}
