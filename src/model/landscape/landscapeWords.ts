/** What the landscape says in words: its headline, and what stands at each region. */
import type { LandscapeHeader, RegionFigures } from '../../protocol/landscape.ts';
import { formatShare, formatShort } from '../format.ts';
import { say, texts } from '../language.ts';
import { ruleName } from './segmentWords.ts';

const TEXTS = texts({
  en: {
    people: (count: string) => (count === '1' ? '1 person' : `${count} people`),
    caption: (people: string) => `Segments · ${people === '1' ? '1 customer' : `${people} customers`}`,
    nobody: 'No customer has ordered yet under these filters',
    unplaced: 'Of none of these customers both measures are known',
    fresh: 'Most money is fresh.',
    late: 'Most money is late.',
    atRisk: (money: string) => `${money} is late and unhappy`,
    calm: (money: string) => `${money} of it is late, nobody there is unhappy`,
    unasked: (money: string) => `${money} of it is late`,
    most: (name: string, money: string) => `${name} bring the most: ${money}`,
    satisfied: (csat: string) => `${csat} satisfied`,
  },
  pt: {
    people: (count: string) => (count === '1' ? '1 pessoa' : `${count} pessoas`),
    caption: (people: string) => `Segmentos · ${people === '1' ? '1 cliente' : `${people} clientes`}`,
    nobody: 'Nenhum cliente fez pedidos ainda com estes filtros',
    unplaced: 'De nenhum destes clientes se conhecem as duas medidas',
    fresh: 'A maior parte do dinheiro está em dia.',
    late: 'A maior parte do dinheiro está atrasada.',
    atRisk: (money: string) => `${money} estão atrasados e insatisfeitos`,
    calm: (money: string) => `${money} estão atrasados, sem insatisfeitos`,
    unasked: (money: string) => `${money} estão atrasados`,
    most: (name: string, money: string) => `${name} trazem mais: ${money}`,
    satisfied: (csat: string) => `${csat} satisfeitas`,
  },
  de: {
    people: (count: string) => (count === '1' ? '1 Person' : `${count} Personen`),
    caption: (people: string) => `Segmente · ${people === '1' ? '1 Kunde' : `${people} Kunden`}`,
    nobody: 'Unter diesen Filtern hat noch kein Kunde bestellt',
    unplaced: 'Von keinem dieser Kunden sind beide Maße bekannt',
    fresh: 'Das meiste Geld ist frisch.',
    late: 'Das meiste Geld ist überfällig.',
    atRisk: (money: string) => `${money} sind überfällig und unzufrieden`,
    calm: (money: string) => `${money} davon sind überfällig, unzufrieden ist dort niemand`,
    unasked: (money: string) => `${money} davon sind überfällig`,
    most: (name: string, money: string) => `${name} bringen am meisten: ${money}`,
    satisfied: (csat: string) => `${csat} zufrieden`,
  },
});

/** Segments of those who should have ordered before. */
const LATE = new Set(['cooling', 'cantLose', 'atRisk', 'hibernating']);

export interface LandscapeHeadline {
  readonly caption: string;
  readonly lead: string;
  /** The part in the colour of risk. */
  readonly figure: string;
  readonly rest: string;
}

/** What matters most, as one sentence from the numbers. */
export function landscapeHeadline(
  header: LandscapeHeader,
  currency: string,
  saved: readonly { readonly rule: string; readonly name: string }[],
): LandscapeHeadline {
  const words = say(TEXTS);
  const caption = words.caption(formatShort(header.people, 'count'));
  if (header.placed === 0) return { caption, lead: header.people === 0 ? words.nobody : words.unplaced, figure: '', rest: '' };
  const named = header.regions.slice(0, 8);
  const sum = (regions: readonly RegionFigures[], of: (region: RegionFigures) => number) =>
    regions.reduce((total, region) => total + of(region), 0);
  const late = named.filter(({ rule }) => LATE.has(rule));
  const [lateMoney, allMoney, atRisk] = [
    sum(late, ({ revenue }) => revenue),
    sum(named, ({ revenue }) => revenue),
    sum(late, ({ atRisk }) => atRisk),
  ];
  if (allMoney <= 0) {
    const [most] = [...named].sort((one, other) => other.people - one.people);
    const people = most?.people ?? 0;
    // Segments are of those who ordered. A wall is not told of few, who may have.
    const none = header.suppressed > 0 ? '' : words.nobody;
    const lead = people === 0 ? none : words.most(ruleName(most?.rule ?? '', saved), words.people(formatShort(people, 'count')));
    return { caption, lead, figure: '', rest: '' };
  }
  const lead = 2 * lateMoney > allMoney ? words.late : words.fresh;
  const money = formatShort(atRisk > 0 ? atRisk : lateMoney, currency);
  // Who is unhappy and has bought nothing in the window puts no money at risk, but is there.
  const [answers, satisfied] = [sum(late, (region) => region.answers), sum(late, (region) => region.satisfied)];
  // A wall is not told of few, who may be unhappy: there it is said only where every late segment has answers that are told.
  const isTold = header.points > 0 || (header.suppressed === 0 && late.every((region) => region.people === 0 || region.answers > 0));
  const isCalm = isTold && answers > 0 && satisfied === answers;
  const sentence = atRisk > 0 ? words.atRisk(money) : isCalm ? words.calm(money) : words.unasked(money);
  return { caption, lead, figure: money, rest: sentence.slice(money.length).trim() };
}

/** Share of those who answered that are satisfied, percent; null without answers. */
export function csatOfRegion({ answers, satisfied }: Pick<RegionFigures, 'answers' | 'satisfied'>): number | null {
  return answers > 0 ? (100 * satisfied) / answers : null;
}

export interface RegionWords {
  readonly name: string;
  readonly score: string;
  readonly amount: string;
  /** For those who cannot see it. */
  readonly spoken: string;
}

export function regionWords(
  region: RegionFigures,
  currency: string,
  saved: readonly { readonly rule: string; readonly name: string }[],
): RegionWords {
  const words = say(TEXTS);
  const csat = csatOfRegion(region);
  const [name, people] = [ruleName(region.rule, saved), words.people(formatShort(region.people, 'count'))];
  // No money may be little money that is not told.
  const money = region.revenue === 0 ? '' : formatShort(region.revenue, currency);
  const satisfied = csat === null ? '' : words.satisfied(formatShare(csat / 100));
  return {
    name,
    score: csat === null ? '' : String(Math.round(csat)),
    amount: [money, people].filter(Boolean).join(' · '),
    spoken: `${name}: ${[people, money, satisfied].filter(Boolean).join(', ')}`,
  };
}
