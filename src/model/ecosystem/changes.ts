/** What changed between two windows: by how much, how surely, and which way is bad. */
import { falseDiscovery, logTail } from '../tour/surprise.ts';
import { type Amounts, csatOf } from './amounts.ts';
import type { Ecosystem, EcosystemLink, EcosystemNode } from './ecosystem.ts';

export type ChangeKind = 'csat' | 'amount' | 'new' | 'gone';

/** A change of a node or of a link; the other position is -1. */
export interface EcosystemChange {
  readonly key: string;
  readonly kind: ChangeKind;
  readonly node: number;
  readonly link: number;
  /** Points of satisfaction, or the change as a share of before (0.38 is 38 % more); NaN for what is new or gone. */
  readonly by: number;
  /** Satisfied percent or amount, now and before. */
  readonly now: number;
  readonly before: number;
  /** Answers, or events, behind `now`. */
  readonly n: number;
  /** How many standard errors it is from no change. */
  readonly sureness: number;
  readonly isBad: boolean;
}

/** An amount is told to have changed from so many standard errors and so large a share on: of a hundred links none by chance. */
const SURE = 3;
const LEAST_SHARE = 0.2;
/** Satisfaction is told to have changed where so few of all that are told so moved by chance: a picture has a hundred links and more. */
const MOST_LOG_Q = Math.log10(0.05);
/** Fewer events do not make a thing new or gone. */
const LEAST_EVENTS = 5;

/** What each rank and gap is measured by: events come in, revenue goes out. */
export function amountOf({ isMoney }: { readonly isMoney: boolean }, amounts: Amounts): number {
  return isMoney ? amounts.revenue : amounts.events;
}

/** Whether anything is known of the window before: beside an empty one all would be new. */
export function hasBefore({ nodes }: Ecosystem): boolean {
  return nodes.some(({ before }) => before !== null && before.events > 0);
}

/** All changes of a picture beyond chance, the weightiest first. Nothing where there is no window before, or nothing in it. */
export function changesOf(ecosystem: Ecosystem): readonly EcosystemChange[] {
  if (!hasBefore(ecosystem)) return [];
  const { nodes, links } = ecosystem;
  const weighed = (now: Amounts, before: Amounts | null, isMoney: boolean) =>
    Math.max(amountOf({ isMoney }, now), before === null ? 0 : amountOf({ isMoney }, before));
  const whole = (isMoney: boolean) =>
    Math.max(1e-9, ...nodes.map((node) => ((node.rank === 0) !== isMoney ? weighed(node, node.before, isMoney) : 0)));
  const [events, money] = [whole(false), whole(true)];
  const turned = turnedOpinions([...nodes.filter(({ isOther }) => !isOther), ...links]);
  const found = [
    ...nodes.flatMap((node, at) => (node.isOther ? [] : changesAt(node, { node: at, link: -1, isMoney: node.rank !== 0 }, turned))),
    ...links.flatMap((link, at) => changesAt(link, { node: -1, link: at, isMoney: link.gap === 1 }, turned)),
  ].map((change) => {
    const of = (change.link >= 0 ? links[change.link] : nodes[change.node]) as EcosystemLink | EcosystemNode;
    const isMoney = 'gap' in of ? of.gap === 1 : of.rank !== 0;
    return { change, weight: change.sureness * Math.sqrt(weighed(of, of.before, isMoney) / (isMoney ? money : events)) };
  });
  return found.sort((one, other) => other.weight - one.weight || (one.change.key < other.change.key ? -1 : 1)).map(({ change }) => change);
}

type Changing = EcosystemNode | EcosystemLink;

/** Whose satisfaction changed by more than chance, of all that are looked at together (Benjamini and Hochberg 1995, as in `tour/surprise.ts`). */
function turnedOpinions(all: readonly Changing[]): ReadonlySet<Changing> {
  const tests = all.flatMap((of) =>
    of.before !== null && of.answers > 0 && of.before.answers > 0 ? [{ of, logP: logTail(sureOfCsat(of, of.before)) }] : [],
  );
  const logQs = falseDiscovery(tests.map(({ logP }) => logP));
  return new Set(tests.flatMap(({ of }, at) => ((logQs[at] as number) <= MOST_LOG_Q ? [of] : [])));
}

function changesAt(
  of: Changing,
  where: { readonly node: number; readonly link: number; readonly isMoney: boolean },
  turned: ReadonlySet<Changing>,
): EcosystemChange[] {
  const { key, before } = of;
  const { isMoney, ...place } = where;
  if (before === null) return [];
  const [now, then] = [amountOf(where, of), amountOf(where, before)];
  const isEver = before.events > 0 && of.events > 0;
  // A link of nothing is not drawn; a node stands also where nobody buys, and people say how satisfied they are.
  if (now === 0 && then === 0 && !(isEver && place.node >= 0)) return [];
  const amounts = { key, ...place, now, before: then, n: of.events };
  if (!isEver) {
    const most = Math.max(before.events, of.events);
    if (most < LEAST_EVENTS) return [];
    const isGone = of.events === 0;
    return [{ ...amounts, kind: isGone ? 'gone' : 'new', by: Number.NaN, sureness: Math.sqrt(most), isBad: isGone }];
  }
  const changes: EcosystemChange[] = [];
  const points = csatOf(of) - csatOf(before);
  if (turned.has(of))
    changes.push({
      ...{ key, ...place, kind: 'csat', by: points, now: csatOf(of), before: csatOf(before), n: of.answers },
      sureness: sureOfCsat(of, before),
      isBad: points < 0,
    });
  const sureness = sureOfAmount(of, before, now, then, isMoney);
  const by = then > 0 ? now / then - 1 : Number.NaN;
  if (sureness >= SURE && Math.abs(by) >= LEAST_SHARE) changes.push({ ...amounts, kind: 'amount', by, sureness, isBad: by < 0 });
  return changes;
}

/** Standard errors between two shares, pooled. */
function sureOfCsat(now: Amounts, before: Amounts): number {
  const pooled = (now.satisfied + before.satisfied) / (now.answers + before.answers);
  const spread = Math.sqrt(pooled * (1 - pooled) * (1 / now.answers + 1 / before.answers));
  return spread > 0 ? Math.abs(now.satisfied / now.answers - before.satisfied / before.answers) / spread : 0;
}

/**
 * Standard errors between two amounts, by their ratio: events and orders come as Poisson streams, money varies from one order to the
 * next about as much as its mean.
 */
function sureOfAmount(now: Amounts, before: Amounts, amount: number, amountBefore: number, isMoney: boolean): number {
  if (!(amount > 0) || !(amountBefore > 0)) return 0;
  const spread = Math.sqrt(isMoney ? 2 / now.orders + 2 / before.orders : 1 / now.events + 1 / before.events);
  return Math.abs(Math.log(amount / amountBefore)) / spread;
}

/** By how many points of satisfaction what has that key is told to have changed; null where it is not. */
export function turnOf(changes: readonly EcosystemChange[], key: string): number | null {
  return changes.find((change) => change.kind === 'csat' && change.key === key)?.by ?? null;
}

/** Positions of the links that changed, the weightiest first. */
export function changedLinks(changes: readonly EcosystemChange[]): readonly number[] {
  return [...new Set(changes.flatMap(({ link }) => (link < 0 ? [] : [link])))];
}

/** What is wrong, worst first: a node that rests on a silent source, a channel whose satisfaction falls, a segment that shrinks. */
export interface Alarm {
  readonly node: number;
  readonly kind: 'silent' | 'falling' | 'shrinking';
  readonly change: EcosystemChange | null;
}

export function alarmsOf({ nodes }: Ecosystem, changes: readonly EcosystemChange[], silent: ReadonlyMap<string, number>): readonly Alarm[] {
  const alarms: Alarm[] = nodes.flatMap((node, at) =>
    node.rank === 0 && isSilentShare(silent.get(node.key)) ? [{ node: at, kind: 'silent' as const, change: null }] : [],
  );
  for (const change of changes) {
    const node = nodes[change.node];
    if (!node || !change.isBad) continue;
    if (node.rank === 0 && change.kind === 'csat') alarms.push({ node: change.node, kind: 'falling', change });
    if (node.rank === 1 && change.kind === 'amount') alarms.push({ node: change.node, kind: 'shrinking', change });
  }
  return alarms;
}

/** So many nodes are ringed at once. */
const MOST_RINGED = 3;

/** The nodes that stand out in a ring: whose satisfaction falls, and segments that shrink; the weightiest first. */
export function ringedNodes({ nodes }: Ecosystem, changes: readonly EcosystemChange[]): readonly number[] {
  const isWrong = ({ node, kind, isBad }: EcosystemChange) =>
    node >= 0 && isBad && (kind === 'csat' || (kind === 'amount' && nodes[node]?.rank === 1));
  return [...new Set(changes.filter(isWrong).map(({ node }) => node))].slice(0, MOST_RINGED);
}

/** Most of what is seen comes from a source that is silent. */
export function isSilentShare(share: number | undefined): boolean {
  return (share ?? 0) >= 0.5;
}
