/** What the scene of the ecosystem is told to show, from what is asked, chosen and pointed at. */
import { useMemo } from 'react';
import { useStore } from 'zustand';
import type { Padding } from '../model/camera.ts';
import { toHex } from '../model/colour.ts';
import { csatOf, weightOf } from '../model/ecosystem/amounts.ts';
import { type EcosystemChange, isSilentShare, ringedNodes, turnOf } from '../model/ecosystem/changes.ts';
import { chipText } from '../model/ecosystem/changeWords.ts';
import { isChosen, isValueChosen } from '../model/ecosystem/choosing.ts';
import { dependOn } from '../model/ecosystem/dependence.ts';
import { nodeName, nodeWords, rankName, riskFloors } from '../model/ecosystem/ecosystemWords.ts';
import { FEED_RANK, isSilentState } from '../model/ecosystem/feedLook.ts';
import type { Feed } from '../model/ecosystem/feeds.ts';
import { homeOf } from '../model/ecosystem/homeRanks.ts';
import { inTwoLines } from '../model/ecosystem/labelPlaces.ts';
import { lightOf, satisfactionText } from '../model/ecosystem/look.ts';
import type { Pointed } from '../model/ecosystem/pointing.ts';
import { dockGlass } from '../model/planDocks.ts';
import { isFlat, subjectOf } from '../model/viewState.ts';
import { ageText } from '../model/windowText.ts';
import type { EcosystemPicture } from '../scene/ecosystemPicture.ts';
import type { LabelText } from '../scene/labelLayer.ts';
import { isCalm } from '../ui/calm.ts';
import { useCatalog } from '../ui/catalogContext.ts';
import { isWall } from '../ui/display.ts';
import { ecosystemStore } from '../ui/ecosystem/ecosystemStore.ts';
import type { ShownEcosystem } from '../ui/ecosystem/useEcosystem.ts';
import { useFeeds } from '../ui/ecosystem/useFeeds.ts';
import { freshnessWords, newestText } from '../ui/freshness/freshnessTexts.ts';
import { useLagging } from '../ui/freshness/useLagging.ts';
import { useDockPlans } from '../ui/plan/useDockPlans.ts';
import { useServerNow } from '../ui/useServerNow.ts';
import { useView } from '../ui/viewStore.ts';
import { seams } from './useLandscapePicture.ts';

/** What the headline takes of the free part at least, pixels. */
const HEAD_PX = 40;
/** How far labels keep from the headline, pixels. */
const CLEAR_PX = 8;
/** Of its height, what a wall leaves above the picture for names in two rows, and below it for a second row of them. */
const WALL_ROWS = { above: 0.06, below: 0.035 } as const;
/** Most chips on links: only the weightiest changes; more where changes are what is looked for. */
const MOST_CHIPS = 3;
const MOST_CHIPS_COMPARED = 10;
/** Narrower than this only what has at least this share of its rank keeps its name. */
const NARROW_PX = 640;
const WIDE_PX = 1000;
/** How much lower the ends of a far orbit between the two stand than its middle. */
const ENDS_HANG_PX = 15;
const NAMED_SHARE = 0.03;

/** `isNear`: looked at from near, so that the sources are shown behind what they feed. */
export function useEcosystemPicture(
  shown: ShownEcosystem,
  padding: Padding,
  { pointed, isNear, isPlain }: { readonly pointed: Pointed; readonly isNear: boolean; readonly isPlain: boolean },
): EcosystemPicture {
  const view = useView();
  const { currency } = useCatalog();
  const { ecosystem, cascade, counts, countsOf, changes, staleness } = shown;
  const { theme } = view;
  const isCompared = view.compare !== 'none';
  const isLaid = isFlat(view, isCalm());
  const head = useStore(ecosystemStore, (panels) => panels.head);
  const legendPx = useStore(ecosystemStore, (panels) => panels.legendPx);
  const silences = useSilences(shown);
  const isOuter = view.ranks[0] !== homeOf(view)[0] && view.ranks[0] !== 'source';
  const plans = useDockPlans(view.picture === 'ecosystem');
  const feeds = useFeeds(shown, isOuter || isNear);

  const chosen = useMemo(() => new Set(ecosystem.nodes.flatMap((node, at) => (isChosen(view, node) ? [at] : []))), [ecosystem, view]);
  const dependence = useMemo(
    () => dependOn({ ...ecosystem, links: cascade.links.map(({ link }) => link) }, chosen),
    [ecosystem, cascade, chosen],
  );
  const ringed = useMemo(() => ringedNodes(ecosystem, changes), [ecosystem, changes]);
  const labels = useMemo(() => {
    const floors = riskFloors(ecosystem, chosen);
    const amountChanges = new Map(changes.flatMap((change) => (change.node >= 0 && change.kind !== 'csat' ? [[change.node, change]] : [])));
    const isNarrow = window.innerWidth < NARROW_PX;
    return ecosystem.nodes.map((node, at) => {
      const change = isCompared ? amountChanges.get(at) : undefined;
      const isBig = !isNarrow || rankShare(shown, at) >= NAMED_SHARE || chosen.has(at);
      return {
        ...nodeWords(node, currency, floors[at] as number, {
          turn: turnOf(changes, node.key),
          silence: silences.get(node.key) ?? '',
          amountChange: change === undefined ? '' : chipText(change as EcosystemChange),
          isBare: isWall(),
        }),
        ...(isWall() ? { name: inTwoLines(node.name) } : {}),
        key: node.key,
        rank: node.rank,
        isChosen: chosen.has(at),
        isNamed: isBig,
        isRinged: ringed.includes(at),
        colour: toHex(satisfactionText(csatOf(node), node.answers, theme)),
        light: lightOf(dependence, at),
        priority: (node.rank === 1 ? 2 : 1) * 1e6 + 1e5 * rankShare(shown, at) + (chosen.has(at) || pointed.node === at ? 1e9 : 0),
      };
    });
  }, [ecosystem, currency, chosen, theme, dependence, pointed.node, shown, changes, isCompared, silences, ringed]);
  const feedLabels = useMemo(
    () => feeds.feeds.map((feed) => toFeedLabel(feed, isValueChosen(view, { dimension: 'source', value: feed.source }))),
    [feeds, view],
  );
  const texts = useMemo(() => [...labels, ...feedLabels], [labels, feedLabels]);
  const marks = useMemo(() => {
    const drawn = new Map(cascade.links.map(({ link }, at) => [link.key, at]));
    // Beside what is chosen, what does not hang on it is not told of.
    const isLit = (key: string) => dependence === null || (dependence.links[drawn.get(key) ?? -1] ?? 0) >= 0.5;
    const ofLinks = changes.filter(({ link, key }) => link >= 0 && drawn.has(key) && isLit(key));
    const told = ofLinks.slice(0, isCompared ? MOST_CHIPS_COMPARED : MOST_CHIPS);
    return {
      chips: told.map((change) => ({ link: drawn.get(change.key) ?? -1, text: chipText(change), isBad: change.isBad })),
      changed: new Set([...told, ...ofLinks.filter(({ kind }) => kind === 'csat')].map(({ key }) => key)),
      compared: new Set(isCompared ? changes.filter(({ kind }) => kind !== 'csat').map(({ key }) => key) : []),
    };
  }, [cascade, changes, isCompared, dependence]);
  const focus = subjectOf(view);
  const glass = useMemo(
    () => dockGlass(cascade, plans, { whatIf: view.whatIf, focus }, (at) => lightOf(dependence, at)),
    [cascade, plans, view.whatIf, focus, dependence],
  );
  const ranks = useMemo(() => view.ranks.map(rankName), [view.ranks]);
  const room = useMemo(() => {
    const high = window.innerHeight;
    const [above, below] = isWall()
      ? [high * WALL_ROWS.above, high * WALL_ROWS.below]
      : [headRoom(head.height, padding), legendPx + CLEAR_PX];
    return { ...padding, top: padding.top + above, bottom: padding.bottom + below };
  }, [padding, legendPx, head.height]);
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
        ringed,
      },
      glass,
      feeds,
      isOuter: isOuter && feeds.feeds.length > 0,
      labels: texts,
      chips: marks.chips,
      ranks,
      counts,
      countsOf,
      padding: room,
      labelPadding: isWall() ? padding : { ...padding, bottom: room.bottom },
      obstacles: [
        ...head.lines.map(({ width, bottom }) => ({
          left: padding.left,
          top: padding.top,
          right: padding.left + width + CLEAR_PX,
          bottom: padding.top + bottom + CLEAR_PX,
        })),
        ...seams(),
      ],
      flat: isLaid,
      calm: isPlain || isCalm(),
    }),
    [
      cascade,
      glass,
      theme,
      dependence,
      pointed,
      staleness,
      marks,
      ringed,
      feeds,
      isOuter,
      texts,
      ranks,
      counts,
      countsOf,
      room,
      padding,
      head,
      isLaid,
      isPlain,
    ],
  );
}

/** The far orbit stands beside the end of the headline where it is wide, below all of it where it is narrow; between, its ends hang low enough. */
function headRoom(headPx: number, { left, right }: Padding): number {
  const free = window.innerWidth - left - right;
  if (free >= WIDE_PX) return HEAD_PX;
  return Math.max(HEAD_PX, free < NARROW_PX ? headPx + CLEAR_PX : headPx - ENDS_HANG_PX);
}

/** A source says how fresh it is; it is chosen like a node. */
function toFeedLabel({ source, state, ageMs }: Feed, isPressed: boolean): LabelText {
  const { states } = freshnessWords();
  const name = nodeName('source', source, undefined);
  const amount = [states[state], ageMs === null ? '' : newestText(ageMs)].filter(Boolean).join(' · ');
  return {
    ...{ key: `feed ${source}`, rank: FEED_RANK, name, score: '', change: '', amount, risk: '', spoken: `${name}, ${amount}` },
    ...{ isChosen: isPressed, isNamed: true, isRinged: false, colour: '', light: isSilentState(state) ? 0.6 : 0.8, priority: 5e5 },
  };
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
