/** What changes say: on the picture, in the list of changes, aloud. */
import { formatShare, formatShort } from '../format.ts';
import { say, texts } from '../language.ts';
import type { EcosystemChange } from './changes.ts';
import type { Ecosystem } from './ecosystem.ts';

const TEXTS = texts({
  en: {
    points: (points: string) => (points === '1' ? '1 pt' : `${points} pts`),
    new: 'new',
    gone: 'gone',
    satisfied: (now: string, before: string) => `satisfied ${before} → ${now} %`,
    amount: (now: string, before: string) => `${before} → ${now}`,
    events: 'events',
  },
  pt: {
    points: (points: string) => (points === '1' ? '1 pt' : `${points} pts`),
    new: 'novo',
    gone: 'sumiu',
    satisfied: (now: string, before: string) => `satisfeitos ${before} → ${now}%`,
    amount: (now: string, before: string) => `${before} → ${now}`,
    events: 'eventos',
  },
  de: {
    points: (points: string) => `${points} Pkt.`,
    new: 'neu',
    gone: 'weg',
    satisfied: (now: string, before: string) => `zufrieden ${before} → ${now} %`,
    amount: (now: string, before: string) => `${before} → ${now}`,
    events: 'Ereignisse',
  },
});

/** From this growth on, as a share of what was, a change is told as how many times as much it is: `×12`, not `1,100 %`. */
const MANIFOLD = 9;

/** Up or down, as a sign. */
export function arrowOf(by: number): '▲' | '▼' {
  return by > 0 ? '▲' : '▼';
}

/** A change in as few characters as a chip has room for: `CSAT 41 ▼ 11 pts`, `▲ 38 %`. */
export function chipText({ kind, by, now }: EcosystemChange): string {
  const words = say(TEXTS);
  if (kind === 'new') return words.new;
  if (kind === 'gone') return words.gone;
  if (kind === 'amount')
    return by >= MANIFOLD ? `${arrowOf(by)} ×${formatShort(Math.round(1 + by), 'count')}` : `${arrowOf(by)} ${formatShare(Math.abs(by))}`;
  return `CSAT ${Math.round(now)} ${arrowOf(by)} ${words.points(String(Math.round(Math.abs(by))))}`;
}

/** Its figures before and now: `satisfied 52 → 41 %`, `1.2k → 1.7k events`. */
export function figuresText(change: EcosystemChange, isMoney: boolean, currency: string): string {
  const words = say(TEXTS);
  const { kind, now, before } = change;
  if (kind === 'csat') return words.satisfied(String(Math.round(now)), String(Math.round(before)));
  const amount = (value: number) => formatShort(value, isMoney ? currency : 'count');
  return `${words.amount(amount(now), amount(before))}${isMoney ? '' : ` ${words.events}`}`;
}

/** Who has changed: the node, or the link as `Call → Loyal`. */
export function changedName({ nodes, links }: Ecosystem, { node, link }: Pick<EcosystemChange, 'node' | 'link'>): string {
  const ends = links[link];
  if (!ends) return nodes[node]?.name ?? '';
  return `${nodes[ends.from]?.name ?? ''} → ${nodes[ends.to]?.name ?? ''}`;
}

/** Whether what changed is measured in money. */
export function isMoneyChange({ nodes, links }: Ecosystem, { node, link }: Pick<EcosystemChange, 'node' | 'link'>): boolean {
  return link >= 0 ? links[link]?.gap === 1 : nodes[node]?.rank !== 0;
}
