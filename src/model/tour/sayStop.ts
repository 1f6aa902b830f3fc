/** The sentences of a tour that composes itself: from the numbers alone, always the same for the same numbers. */
import { againstText } from '../against.ts';
import { formatExact, formatShare, formatShort } from '../format.ts';
import { say, texts } from '../language.ts';
import { type Fills, fillSentence, relativeText, type SaidPart } from '../said.ts';
import type { Candidate, Figures, Subject } from './candidates.ts';
import type { Cause } from './cause.ts';
import type { Stop } from './rank.ts';

const TEXTS = texts({
  en: {
    place: '{name}: ',
    channel: 'Channel {name}: ',
    segment: 'Segment {name}: ',
    category: 'Category {name}: ',
    revenue: 'revenue {change} {against}',
    fresh: 'revenue {now}, none in the time before',
    gone: 'no revenue any more, {before} in the time before',
    turned: 'revenue {now}, {before} in the time before',
    cause: ', {share} of it {cause}',
    lower: 'satisfaction {points} lower',
    higher: 'satisfaction {points} higher',
    same: 'satisfaction unchanged',
    alone: ' {against}',
    answers: ', n = {answers}',
    next: '; ',
    points: (count: string) => (count === '1' ? '1 point' : `${count} points`),
    total: 'Revenue {now}, {change} {against}',
    totalFresh: 'Revenue {now}',
    level: 'satisfied {level}',
    levelFirst: 'Satisfied {level}',
    moved: (moved: string, looked: string) => `. ${moved} of ${looked} places, channels, segments and categories moved more than chance`,
    still: (looked: string) => `. None of ${looked} places, channels, segments and categories moved more than chance`,
    world: 'All of it',
  },
  pt: {
    place: '{name}: ',
    channel: 'Canal {name}: ',
    segment: 'Segmento {name}: ',
    category: 'Categoria {name}: ',
    revenue: 'receita {change} {against}',
    fresh: 'receita {now}, nenhuma no período anterior',
    gone: 'nenhuma receita mais, {before} no período anterior',
    turned: 'receita {now}, {before} no período anterior',
    cause: ', {share} disso em {cause}',
    lower: 'satisfação {points} menor',
    higher: 'satisfação {points} maior',
    same: 'satisfação sem mudança',
    alone: ' {against}',
    answers: ', n = {answers}',
    next: '; ',
    points: (count) => (count === '1' ? '1 ponto' : `${count} pontos`),
    total: 'Receita {now}, {change} {against}',
    totalFresh: 'Receita {now}',
    level: 'satisfeitos {level}',
    levelFirst: 'Satisfeitos {level}',
    moved: (moved, looked) =>
      `. ${moved} de ${looked} lugares, canais, segmentos e categorias ${moved === '1' ? 'mudou' : 'mudaram'} mais que o acaso`,
    still: (looked) => `. Nenhum de ${looked} lugares, canais, segmentos e categorias mudou mais que o acaso`,
    world: 'O todo',
  },
  de: {
    place: '{name}: ',
    channel: 'Kanal {name}: ',
    segment: 'Segment {name}: ',
    category: 'Kategorie {name}: ',
    revenue: 'Umsatz {change} {against}',
    fresh: 'Umsatz {now}, keiner in der Zeit davor',
    gone: 'kein Umsatz mehr, {before} in der Zeit davor',
    turned: 'Umsatz {now}, {before} in der Zeit davor',
    cause: ', davon {share} {cause}',
    lower: 'Zufriedenheit {points} niedriger',
    higher: 'Zufriedenheit {points} höher',
    same: 'Zufriedenheit unverändert',
    alone: ' {against}',
    answers: ', n = {answers}',
    next: '; ',
    points: (count) => (count === '1' ? '1 Punkt' : `${count} Punkte`),
    total: 'Umsatz {now}, {change} {against}',
    totalFresh: 'Umsatz {now}',
    level: 'zufrieden {level}',
    levelFirst: 'Zufrieden {level}',
    moved: (moved, looked) =>
      `. ${moved} von ${looked} Orten, Kanälen, Segmenten und Kategorien ${moved === '1' ? 'hat' : 'haben'} sich mehr als zufällig bewegt`,
    still: (looked) => `. Von ${looked} Orten, Kanälen, Segmenten und Kategorien hat sich nichts über den Zufall hinaus bewegt`,
    world: 'Alles zusammen',
  },
});

/** What a figure of a sentence rests on. */
export type FigureOf = 'revenue' | 'cause' | 'csat';

export type StopPart = SaidPart<FigureOf>;
const fill = fillSentence<FigureOf>;

export interface SayingContext {
  /** How long the window and the one before are. */
  readonly lengthMs: number;
  readonly currency: string;
}

/** `São Paulo: revenue −12 % on the week before, 78 % of it electronics; satisfaction 4 points lower, n = 312`. */
export function sayStop({ candidate, moves }: Stop, cause: Cause | null, { lengthMs, currency }: SayingContext): readonly StopPart[] {
  const words = say(TEXTS);
  const { now, before } = candidate;
  const against = againstText(lengthMs);
  const sayRevenue = moves.some(({ metric }) => metric === 'revenue');
  const saysCsat = moves.some(({ metric }) => metric === 'csat');
  const parts: StopPart[] = [...fill(words[wordOf(candidate.subject)], { name: candidate.name })];
  if (sayRevenue) {
    const figure = (text: string) => [text, 'revenue'] as const;
    const fills: Fills<FigureOf> = {
      ...{ against, change: figure(relativeText(now.revenue, before.revenue)) },
      ...{ now: figure(formatShort(now.revenue, currency)), before: figure(formatShort(before.revenue, currency)) },
    };
    parts.push(...fill(words[revenueWord(now, before)], fills));
    if (cause !== null) parts.push(...fill(words.cause, { share: [formatShare(cause.share), 'cause'], cause: cause.name }));
  }
  if (saysCsat) {
    if (sayRevenue) parts.push(...fill(words.next, {}));
    parts.push(...sayRate(candidate, sayRevenue ? null : against));
  }
  return parts;
}

function sayRate({ now, before }: Candidate, against: string | null): readonly StopPart[] {
  const words = say(TEXTS);
  const points = Math.round(now.percent - before.percent);
  const size = words.points(formatExact(Math.abs(points), 'count'));
  return [
    // It may have moved since the last round told it, and be where it was before.
    ...fill(points === 0 ? words.same : points < 0 ? words.lower : words.higher, { points: [size, 'csat'] }),
    ...(against === null ? [] : fill(words.alone, { against })),
    ...fill(words.answers, { answers: [formatExact(now.answers, 'count'), 'csat'] }),
  ];
}

/** Per cent of a sum of nothing, or of a sum that changed its sign, say nothing: both sums stand then. */
function revenueWord(now: Figures, before: Figures): 'revenue' | 'fresh' | 'gone' | 'turned' {
  if (before.revenue > 0) return now.revenue === 0 ? 'gone' : now.revenue > 0 ? 'revenue' : 'turned';
  return before.orders === 0 ? 'fresh' : 'turned';
}

function wordOf(subject: Subject): 'place' | 'channel' | 'segment' | 'category' {
  return subject.kind === 'place' ? 'place' : subject.dimension;
}

/** The first scene of a round: everything together, and how much of it moved; nothing where neither money nor satisfaction is told. */
export function sayTotal(
  now: Figures,
  before: Figures,
  { looked, moved }: { readonly looked: number; readonly moved: number },
  { lengthMs, currency }: SayingContext,
): readonly StopPart[] {
  const words = say(TEXTS);
  const revenue = (text: string) => [text, 'revenue'] as const;
  const count = (of: number) => formatExact(of, 'count');
  const fills = {
    now: revenue(formatShort(now.revenue, currency)),
    change: revenue(relativeText(now.revenue, before.revenue)),
    against: againstText(lengthMs),
  };
  const isOfMoney = Number.isFinite(now.revenue) && (now.orders > 0 || before.orders > 0);
  const isOfScores = now.answers > 0;
  if (!isOfMoney && !isOfScores) return [];
  const level = [formatShort(now.percent, '%'), 'csat'] as const;
  return [
    ...(isOfMoney ? fill(before.revenue > 0 && now.revenue >= 0 ? words.total : words.totalFresh, fills) : []),
    ...(isOfMoney && isOfScores ? fill(words.next, {}) : []),
    ...(isOfScores ? fill(isOfMoney ? words.level : words.levelFirst, { level }) : []),
    ...(isOfScores ? fill(words.answers, { answers: [formatExact(now.answers, 'count'), 'csat'] }) : []),
    ...(looked === 0 ? [] : [{ text: moved > 0 ? words.moved(count(moved), count(looked)) : words.still(count(looked)), figure: null }]),
  ];
}

/** The title of the first scene where no place is drilled into. */
export function totalName(): string {
  return say(TEXTS).world;
}
