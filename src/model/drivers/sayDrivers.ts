/** What moved a figure, in one sentence: from the numbers alone, always the same for the same numbers. */
import type { MetricInfo } from '../../protocol/catalog.ts';
import { isRate } from '../change.ts';
import { formatChange, formatExact, formatShare, formatShort } from '../format.ts';
import { inSentence, say, texts } from '../language.ts';
import { fillSentence, relativeText, type SaidPart } from '../said.ts';
import { isSome, sum } from './decompose.ts';
import type { Analysis, RankedDimension, RankedDriver } from './rankDrivers.ts';

const TEXTS = texts({
  en: {
    change: '{metric} {change} {against}',
    same: '{metric} unchanged {against}',
    fresh: '{metric} {now}, none in the time before',
    chance: ', which may be chance',
    by: ': by {dimension}, ',
    share: '{share} of it {name}',
    alone: '{name} {amount}',
    more: ', {share} {name}',
    lagging: '; {name} did not follow ({amount})',
    even: ': by {dimension}, {share} of it {name}; nothing moved beyond its size more than chance',
    none: ': no single part of it moved more than chance',
    within: '; in it, by {dimension}, {name} {amount}',
    and: ' and {name} {amount}',
    rate: ' (from {from} to {to}, n = {n})',
    mix: ' (from {from} to {to} of all cases)',
    isNew: ' (new)',
    isGone: ' (gone)',
    rose: '; by {dimension} every part rose, yet the whole fell: its mix moved it',
    fell: '; by {dimension} every part fell, yet the whole rose: its mix moved it',
    mostlyMix: '; {share} of it is the mix of {dimension}, not the parts themselves',
  },
  pt: {
    change: '{metric} {change} {against}',
    same: '{metric} sem mudança {against}',
    fresh: '{metric} {now}, nada no período anterior',
    chance: ', o que pode ser acaso',
    by: ': por {dimension}, ',
    share: '{share} disso em {name}',
    alone: '{name} {amount}',
    more: ', {share} em {name}',
    lagging: '; {name} não acompanhou ({amount})',
    even: ': por {dimension}, {share} disso em {name}; nada mudou além do seu tamanho mais que o acaso',
    none: ': nenhuma parte mudou mais que o acaso',
    within: '; dentro disso, por {dimension}, {name} {amount}',
    and: ' e {name} {amount}',
    rate: ' (de {from} para {to}, n = {n})',
    mix: ' (de {from} para {to} de todos os casos)',
    isNew: ' (novo)',
    isGone: ' (não há mais)',
    rose: '; por {dimension} cada parte subiu e mesmo assim o todo caiu: foi a composição',
    fell: '; por {dimension} cada parte caiu e mesmo assim o todo subiu: foi a composição',
    mostlyMix: '; {share} disso é a composição por {dimension}, não as partes em si',
  },
  de: {
    change: '{metric} {change} {against}',
    same: '{metric} unverändert {against}',
    fresh: '{metric} {now}, nichts in der Zeit davor',
    chance: ', was Zufall sein kann',
    by: ': nach {dimension} ',
    share: 'davon {share} {name}',
    alone: '{name} {amount}',
    more: ', {share} {name}',
    lagging: '; {name} zog nicht mit ({amount})',
    even: ': nach {dimension} davon {share} {name}; über seine Größe hinaus bewegte sich nichts mehr als zufällig',
    none: ': kein einzelner Teil hat sich mehr als zufällig bewegt',
    within: '; darin, nach {dimension}, {name} {amount}',
    and: ' und {name} {amount}',
    rate: ' (von {from} auf {to}, n = {n})',
    mix: ' (von {from} auf {to} aller Fälle)',
    isNew: ' (neu)',
    isGone: ' (nicht mehr da)',
    rose: '; nach {dimension} stieg jeder Teil, und das Ganze fiel: die Mischung hat es bewegt',
    fell: '; nach {dimension} fiel jeder Teil, und das Ganze stieg: die Mischung hat es bewegt',
    mostlyMix: '; {share} davon ist die Mischung nach {dimension}, nicht die Teile selbst',
  },
});

/** What a figure of the sentence rests on: the whole, or a driver by its key. */
export type DriverFigure = { readonly of: 'whole' } | { readonly of: 'driver'; readonly key: string };
export type DriverPart = SaidPart<DriverFigure>;

const fill = fillSentence<DriverFigure>;
const WHOLE: DriverFigure = { of: 'whole' };
/** Least share of a change that is worth a second name. */
const SECOND_SHARE = 0.1;
/** Least size of what went the other way, as a share of the change. */
const LEAST_LAG = 0.03;
/** Share of a change that may be told by no value before the others are no shares of it any more. */
const MOST_REST = 0.3;
/** Share of a change from which it is told that the mix brought it. */
const MIX_SHARE = 0.6;

interface Saying {
  readonly metric: MetricInfo;
  /** What it is set against: `on the week before`. */
  readonly against: string;
}

/** `Revenue −12 % on the week before: by category, 78 % of it electronics; garden did not follow (+$12k)`. `shown`: the dimension it is told by. */
export function sayDrivers(
  { isSure }: Pick<Analysis, 'isSure'>,
  shown: RankedDimension,
  { metric, against }: Saying,
): readonly DriverPart[] {
  const words = say(TEXTS);
  const { change, whole } = shown;
  // Below zero, as where returns are orders, is not nothing.
  const isFresh = !isRate(metric.unit) && !(whole.before.value > 0) && !(whole.before.value < 0);
  const head = change === 0 ? words.same : isFresh ? words.fresh : words.change;
  return [
    ...fill(head, {
      ...{ metric: metric.label, against, change: [wholeText(shown, metric), WHOLE] },
      now: [formatShort(whole.now.value, metric.unit), WHOLE],
    }),
    ...(isSure === false && change !== 0 ? fill(words.chance, {}) : []),
    ...(isSure === false || change === 0 ? sayWithin(shown, metric) : sayCause(shown, metric)),
    ...(isSure === false ? [] : sayMix(shown)),
  ];
}

function sayCause(shown: RankedDimension, metric: MetricInfo): readonly DriverPart[] {
  const words = say(TEXTS);
  const { change, drivers, carried, rest } = shown;
  const by = { dimension: dimensionText(shown) };
  // More than chance, as far as anybody can tell.
  const along = drivers.filter(({ isSure, part }) => isSure !== false && part !== 0 && part > 0 === change > 0);
  const ahead = along.filter(({ standsOut, excess }) => standsOut && excess > 0 === change > 0);
  const lagging = drivers.find(
    ({ standsOut, part }) => standsOut && part > 0 !== change > 0 && Math.abs(part) >= LEAST_LAG * Math.abs(change),
  );
  const [first, second] = ahead.length > 0 ? ahead : along;
  if (first === undefined && lagging === undefined) return fill(words.none, {});
  // Where much stands under several values, or is not told, parts are no shares of the whole; nor where others went the other way.
  const isPart = first !== undefined && first.part / change <= 1 && Math.abs(rest) <= MOST_REST * Math.abs(change);
  if (first !== undefined && carried === 0)
    return isPart
      ? fill(words.even, { ...by, ...filling(first, shown, metric) })
      : [...fill(words.by, by), ...fill(words.alone, filling(first, shown, metric))];
  const isTwo = isPart && second !== undefined && second.part / change >= SECOND_SHARE && (first.part + second.part) / change <= 1;
  const last = lagging === undefined ? [] : fill(words.lagging, filling(lagging, shown, metric));
  if (first === undefined) return last;
  return [
    ...fill(words.by, by),
    ...fill(isPart ? words.share : words.alone, filling(first, shown, metric)),
    ...detail(first, shown, metric),
    ...(isTwo ? [...fill(words.more, filling(second, shown, metric)), ...detail(second, shown, metric)] : []),
    ...last,
  ];
}

/** A whole that did not move can hold parts that did. */
function sayWithin(shown: RankedDimension, metric: MetricInfo): readonly DriverPart[] {
  const words = say(TEXTS);
  const odd = shown.drivers.filter(({ isSure, standsOut }) => isSure !== false && standsOut);
  const [first] = odd;
  const second = odd.find(({ part }) => part > 0 !== (first?.part ?? 0) > 0);
  if (first === undefined) return [];
  return [
    ...fill(words.within, { dimension: dimensionText(shown), ...filling(first, shown, metric) }),
    ...(second === undefined ? [] : fill(words.and, filling(second, shown, metric))),
  ];
}

function sayMix(shown: RankedDimension): readonly DriverPart[] {
  const words = say(TEXTS);
  const by = { dimension: dimensionText(shown) };
  if (shown.reversal !== null) return fill(shown.reversal === 'up' ? words.rose : words.fell, by);
  const share = shown.making === 'ratio' && shown.change !== 0 ? sum(shown.drivers, ({ mix }) => mix) / shown.change : 0;
  return share >= MIX_SHARE && share <= 1 ? fill(words.mostlyMix, { ...by, share: formatShare(share) }) : [];
}

function filling(driver: RankedDriver, { change }: RankedDimension, metric: MetricInfo) {
  const figure: DriverFigure = { of: 'driver', key: driver.key };
  return {
    name: driver.name,
    share: [formatShare(driver.part / change), figure] as const,
    amount: [amountText(driver.part, metric), figure] as const,
  };
}

/** What became of a value: new, gone, or of a ratio which of its two sides moved. */
function detail(driver: RankedDriver, { making }: RankedDimension, metric: MetricInfo): readonly DriverPart[] {
  const words = say(TEXTS);
  const { now, before, rate, mix, weight } = driver;
  const state = stateOf(driver, making);
  if (state !== 'both') return fill(state === 'new' ? words.isNew : words.isGone, {});
  if (making !== 'ratio') return [];
  const figure: DriverFigure = { of: 'driver', key: driver.key };
  const [from, to] =
    Math.abs(rate) >= Math.abs(mix)
      ? [formatShort(before.value, metric.unit), formatShort(now.value, metric.unit)]
      : [formatShare(weight.before), formatShare(weight.now)];
  return fill(Math.abs(rate) >= Math.abs(mix) ? words.rate : words.mix, { from, to: [to, figure], n: formatExact(now.n, 'count') });
}

/** Whether a value stood on both sides; `new` and `gone` where it had nothing on one. */
export function stateOf({ now, before }: Pick<RankedDriver, 'now' | 'before'>, making: RankedDimension['making']): 'both' | 'new' | 'gone' {
  if (isSome(now, making) === isSome(before, making)) return 'both';
  return isSome(now, making) ? 'new' : 'gone';
}

/** A part or a change with its sign: `−$60k`, `−2.1 pt`. */
export function amountText(part: number, { unit }: Pick<MetricInfo, 'unit'>): string {
  if (isRate(unit)) return formatChange(part, unit);
  const size = formatShort(Math.abs(part), unit);
  return /[1-9]/.test(size) ? `${part > 0 ? '+' : '−'}${size}` : size;
}

/** The change of the whole: in percent of what was, of rates in points. */
export function wholeText({ change, whole }: Pick<RankedDimension, 'change' | 'whole'>, metric: Pick<MetricInfo, 'unit'>): string {
  return isRate(metric.unit) || !(whole.before.value > 0) ? amountText(change, metric) : relativeText(whole.now.value, whole.before.value);
}

function dimensionText({ dimension: { label } }: RankedDimension): string {
  return inSentence(label);
}
