/** The ecosystem in its place: loads the scene on its own when it is first wanted, keeps it mounted, and lets it sleep while the map is shown. */
import { type JSX, lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Padding } from '../model/camera.ts';
import { toHex } from '../model/colour.ts';
import { csatOf, weightOf } from '../model/ecosystem/amounts.ts';
import { enterNode, isChosen, leaveNode, pickLink, pickNode } from '../model/ecosystem/choosing.ts';
import { dependOn } from '../model/ecosystem/dependence.ts';
import { headline, nodeWords, rankName, riskFloors } from '../model/ecosystem/ecosystemWords.ts';
import { lightOf, satisfactionText } from '../model/ecosystem/look.ts';
import { isFlat } from '../model/viewState.ts';
import { isCalm } from '../ui/calm.ts';
import { useCatalog } from '../ui/catalogContext.ts';
import { ecosystemStore } from '../ui/ecosystem/ecosystemStore.ts';
import { type ShownEcosystem, useEcosystem } from '../ui/ecosystem/useEcosystem.ts';
import { useChange, useView } from '../ui/viewStore.ts';
import { PanelBoundary } from './PanelBoundary.tsx';

const EcosystemView = lazy(() => import('../scene/EcosystemView.tsx').then((module) => ({ default: module.EcosystemView })));

/** What the headline and the legend of the picture take of the free part, pixels at the usual size of type. */
const HEAD_PX = 40;
const LEGEND_PX = 44;
/** How far labels keep from the headline, pixels. */
const CLEAR_PX = 8;

export function EcosystemPane({ padding }: { readonly padding: Padding }): JSX.Element | null {
  const isShown = useView().picture === 'ecosystem';
  const [wasShown, setWasShown] = useState(isShown);
  useEffect(() => {
    if (isShown) setWasShown(true);
  }, [isShown]);
  return wasShown || isShown ? (
    <PanelBoundary name="ecosystem">
      <Suspense fallback={null}>
        <Ecosystem padding={padding} isShown={isShown} />
      </Suspense>
    </PanelBoundary>
  ) : null;
}

function Ecosystem({ padding, isShown }: { readonly padding: Padding; readonly isShown: boolean }): JSX.Element | null {
  const state = useEcosystem(isShown);
  useEffect(() => ecosystemStore.setState(state), [state]);
  return state.shown === null ? null : <Drawn shown={state.shown} padding={padding} isShown={isShown} />;
}

interface DrawnProps {
  readonly shown: ShownEcosystem;
  readonly padding: Padding;
  readonly isShown: boolean;
}

function Drawn({ shown, padding, isShown }: DrawnProps): JSX.Element {
  const view = useView();
  const change = useChange();
  const { currency } = useCatalog();
  const [hovered, setHovered] = useState(-1);
  const { ecosystem, cascade, counts } = shown;
  const { theme } = view;
  const isLaid = isFlat(view, isCalm());
  const head = useStore(ecosystemStore, (panels) => panels.head);
  const isPlain = useMemo(() => new URLSearchParams(window.location.search).get('gl') === 'plain', []);

  const chosen = useMemo(() => new Set(ecosystem.nodes.flatMap((node, at) => (isChosen(view, node) ? [at] : []))), [ecosystem, view]);
  const dependence = useMemo(() => {
    const own = dependOn({ ...ecosystem, links: cascade.links.map(({ link }) => link) }, chosen);
    return own;
  }, [ecosystem, cascade, chosen]);
  const labels = useMemo(() => {
    const floors = riskFloors(ecosystem);
    return ecosystem.nodes.map((node, at) => ({
      ...nodeWords(node, currency, floors[node.rank] ?? 0),
      key: node.key,
      rank: node.rank,
      isChosen: chosen.has(at),
      colour: toHex(satisfactionText(csatOf(node), node.answers, theme)),
      light: lightOf(dependence, at),
      priority: (node.rank === 1 ? 2 : 1) * 1e6 + rankShare(shown, at) + (chosen.has(at) || hovered === at ? 1e9 : 0),
    }));
  }, [ecosystem, currency, chosen, theme, dependence, hovered, shown]);
  const ranks = useMemo(() => view.ranks.map(rankName), [view.ranks]);
  const room = useMemo(() => ({ ...padding, top: padding.top + HEAD_PX, bottom: padding.bottom + LEGEND_PX }), [padding]);
  const picture = useMemo(
    () => ({
      cascade,
      look: { theme, dependence, hovered },
      labels,
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
    [cascade, theme, dependence, hovered, labels, ranks, counts, room, padding, head, isLaid, isPlain],
  );

  const onHover = useCallback((node: number) => setHovered(node), []);
  const onPick = (node: number, link: number, isMore: boolean) => {
    const picked = ecosystem.nodes[node];
    const ends = cascade.links[link]?.link;
    if (picked) change((before) => pickNode(before, picked, isMore));
    else if (ends) change((before) => pickLink(before, ecosystem.nodes[ends.from] ?? fail(), ecosystem.nodes[ends.to] ?? fail()));
    else if (!isMore) change((before) => leaveNode(before) ?? before);
  };
  const onEnter = (node: number) => {
    const entered = ecosystem.nodes[node];
    if (entered) change((before) => enterNode(before, entered));
  };
  const { figure, rest } = headline(ecosystem, currency);
  return (
    <EcosystemView
      picture={picture}
      isShown={isShown}
      isPlain={isPlain}
      label={[figure, rest].filter(Boolean).join('. ')}
      onHover={onHover}
      onPick={onPick}
      onEnter={onEnter}
      onSparkStep={(perSpark) => ecosystemStore.setState({ perSpark })}
    />
  );
}

/** Share of a node in its rank, in parts of a million. */
function rankShare({ ecosystem }: ShownEcosystem, at: number): number {
  const node = ecosystem.nodes[at] ?? fail();
  const whole = ecosystem.nodes.reduce((sum, other) => sum + (other.rank === node.rank ? weightOf(node.rank, other) : 0), 0);
  return whole > 0 ? (1e5 * weightOf(node.rank, node)) / whole : 0;
}

function fail(): never {
  throw new Error('ecosystem: a link without its node');
}
