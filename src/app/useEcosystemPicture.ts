/** What the scene of the ecosystem is told to show, from what is asked, chosen and pointed at. */
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { Padding } from '../model/camera.ts';
import { toHex } from '../model/colour.ts';
import { csatOf, weightOf } from '../model/ecosystem/amounts.ts';
import { type EcosystemChange, isSilentShare } from '../model/ecosystem/changes.ts';
import { chipText } from '../model/ecosystem/changeWords.ts';
import { isChosen } from '../model/ecosystem/choosing.ts';
import { dependOn } from '../model/ecosystem/dependence.ts';
import { nodeWords, rankName, riskFloors } from '../model/ecosystem/ecosystemWords.ts';
import { lightOf, satisfactionText } from '../model/ecosystem/look.ts';
import { isFlat } from '../model/viewState.ts';
import { ageText } from '../model/windowText.ts';
import type { EcosystemPicture } from '../scene/stage.ts';
import { isCalm } from '../ui/calm.ts';
import { useCatalog } from '../ui/catalogContext.ts';
import { ecosystemStore } from '../ui/ecosystem/ecosystemStore.ts';
import type { ShownEcosystem } from '../ui/ecosystem/useEcosystem.ts';
import { useLagging } from '../ui/freshness/useLagging.ts';
import { useServerNow } from '../ui/useServerNow.ts';
import { useView } from '../ui/viewStore.ts';

/** What the headline and the legend of the picture take of the free part, pixels at the usual size of type. */
const HEAD_PX = 40;
const LEGEND_PX = 44;
/** How far labels keep from the headline, pixels. */
const CLEAR_PX = 8;
/** Most chips on links: only the weightiest changes; more where changes are what is looked for. */
const MOST_CHIPS = 3;
const MOST_CHIPS_COMPARED = 10;
/** Narrower than this only what has at least this share of its rank keeps its name. */
const NARROW_PX = 640;
const NAMED_SHARE = 0.03;

/** Node and link under the pointer, -1 for none. */
export interface Pointed {
  readonly node: number;
  readonly link: number;
}

export function useEcosystemPicture(shown: ShownEcosystem, padding: Padding, pointed: Pointed, isPlain: boolean): EcosystemPicture {
  const view = useView();
  const { currency } = useCatalog();
  const { ecosystem, cascade, counts, changes, staleness } = shown;
  const { theme } = view;
  const isCompared = view.compare !== 'none';
  const isLaid = isFlat(view, isCalm());
  const head = useStore(ecosystemStore, (panels) => panels.head);
  const silences = useSilences(shown);

  const chosen = useMemo(() => new Set(ecosystem.nodes.flatMap((node, at) => (isChosen(view, node) ? [at] : []))), [ecosystem, view]);
  const dependence = useMemo(
    () => dependOn({ ...ecosystem, links: cascade.links.map(({ link }) => link) }, chosen),
    [ecosystem, cascade, chosen],
  );
  const labels = useMemo(() => {
    const floors = riskFloors(ecosystem);
    const amountChanges = new Map(changes.flatMap((change) => (change.node >= 0 && change.kind !== 'csat' ? [[change.node, change]] : [])));
    const isNarrow = window.innerWidth < NARROW_PX;
    return ecosystem.nodes.map((node, at) => {
      const change = isCompared ? amountChanges.get(at) : undefined;
      const isBig = !isNarrow || rankShare(shown, at) >= NAMED_SHARE || chosen.has(at);
      return {
        ...nodeWords(node, currency, floors[node.rank] ?? 0, {
          silence: silences.get(node.key) ?? '',
          amountChange: change === undefined ? '' : chipText(change as EcosystemChange),
        }),
        key: node.key,
        rank: node.rank,
        isChosen: chosen.has(at),
        isNamed: isBig,
        colour: toHex(satisfactionText(csatOf(node), node.answers, theme)),
        light: lightOf(dependence, at),
        priority: (node.rank === 1 ? 2 : 1) * 1e6 + 1e5 * rankShare(shown, at) + (chosen.has(at) || pointed.node === at ? 1e9 : 0),
      };
    });
  }, [ecosystem, currency, chosen, theme, dependence, pointed.node, shown, changes, isCompared, silences]);
  const marks = useMemo(() => {
    const drawn = new Map(cascade.links.map(({ link }, at) => [link.key, at]));
    const ofLinks = changes.filter(({ link, key }) => link >= 0 && drawn.has(key));
    const told = ofLinks.slice(0, isCompared ? MOST_CHIPS_COMPARED : MOST_CHIPS);
    return {
      chips: told.map((change) => ({ link: drawn.get(change.key) ?? -1, text: chipText(change), isBad: change.isBad })),
      changed: new Set([...told, ...ofLinks.filter(({ kind }) => kind === 'csat')].map(({ key }) => key)),
      compared: new Set(isCompared ? changes.filter(({ kind }) => kind !== 'csat').map(({ key }) => key) : []),
    };
  }, [cascade, changes, isCompared]);
  const ranks = useMemo(() => view.ranks.map(rankName), [view.ranks]);
  const room = useMemo(() => ({ ...padding, top: padding.top + HEAD_PX, bottom: padding.bottom + LEGEND_PX }), [padding]);
  return useMemo(
    () => ({
      cascade,
      look: {
        theme,
        dependence,
        hovered: pointed.node,
        hoveredLink: pointed.link,
        silent: staleness.shares,
        changed: marks.changed,
        compared: marks.compared,
      },
      labels,
      chips: marks.chips,
      ranks,
      counts,
      padding: room,
      labelPadding: { ...padding, bottom: room.bottom },
      obstacles: [
        { left: padding.left, top: padding.top, right: padding.left + head.width + CLEAR_PX, bottom: padding.top + head.height + CLEAR_PX },
      ],
      flat: isLaid,
      calm: isPlain || isCalm(),
    }),
    [cascade, theme, dependence, pointed, staleness, marks, labels, ranks, counts, room, padding, head, isLaid, isPlain],
  );
}

/** How long the feeds of nodes are silent that rest mostly on silent ones, by key. */
function useSilences({ staleness, ecosystem }: ShownEcosystem): ReadonlyMap<string, string> {
  const lagging = useLagging();
  const nowMs = useServerNow(lagging.length > 0);
  return useMemo(() => {
    const silences = new Map<string, string>();
    if (nowMs === null) return silences;
    for (const { key, rank } of ecosystem.nodes) {
      const sources = staleness.sources.get(key) ?? [];
      const heard = lagging.filter(({ source }) => sources.includes(source)).map(({ newestArrivalMs }) => newestArrivalMs);
      if (rank !== 0 || heard.length === 0 || !isSilentShare(staleness.shares.get(key))) continue;
      silences.set(key, ageText(Math.max(0, nowMs - Math.max(...heard))));
    }
    return silences;
  }, [staleness, ecosystem, lagging, nowMs]);
}

/** Share of a node in its rank, 0-1. */
function rankShare({ ecosystem }: ShownEcosystem, at: number): number {
  const node = ecosystem.nodes[at];
  if (node === undefined) return 0;
  const whole = ecosystem.nodes.reduce((sum, other) => sum + (other.rank === node.rank ? weightOf(node.rank, other) : 0), 0);
  return whole > 0 ? weightOf(node.rank, node) / whole : 0;
}
