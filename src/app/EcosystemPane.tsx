/** The ecosystem in its place: loads the scene on its own when it is first wanted, keeps it mounted, and lets it sleep while another picture is shown. */
import { type JSX, Suspense, useEffect, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Padding } from '../model/camera.ts';
import { enterNode, leaveNode, pickLink, pickNode } from '../model/ecosystem/choosing.ts';
import type { EcosystemNode } from '../model/ecosystem/ecosystem.ts';
import { headline, headlineText } from '../model/ecosystem/headline.ts';
import { NOTHING_POINTED, pointAt, pointedIn } from '../model/ecosystem/pointing.ts';
import { soleFilter } from '../model/viewFilters.ts';
import { useCatalog } from '../ui/catalogContext.ts';
import { drawnStore } from '../ui/drawnStore.ts';
import { EcosystemTable } from '../ui/ecosystem/EcosystemTable.tsx';
import { EcosystemTip } from '../ui/ecosystem/EcosystemTip.tsx';
import { ecosystemStore } from '../ui/ecosystem/ecosystemStore.ts';
import { panelWords } from '../ui/ecosystem/panelTexts.ts';
import { type ShownEcosystem, useEcosystem } from '../ui/ecosystem/useEcosystem.ts';
import { useHome } from '../ui/ecosystem/useHome.ts';
import { part } from '../ui/part.ts';
import { useChange, useView } from '../ui/viewStore.ts';
import styles from './ecosystemPane.module.css';
import { PanelBoundary } from './PanelBoundary.tsx';
import { useEcosystemPicture } from './useEcosystemPicture.ts';

const EcosystemView = part(() => import('../scene/EcosystemView.tsx').then((module) => module.EcosystemView));

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

/** Whether the browser gives a context to draw with; asked once. */
const canDraw = (() => {
  let known: boolean | null = null;
  return (): boolean => {
    known ??= document.createElement('canvas').getContext('webgl2') !== null;
    return known;
  };
})();

function Ecosystem({ padding, isShown }: { readonly padding: Padding; readonly isShown: boolean }): JSX.Element | null {
  const isHomeKnown = useHome(isShown);
  const state = useEcosystem(isShown && isHomeKnown);
  useEffect(() => ecosystemStore.setState(state), [state]);
  if (!canDraw()) return isShown ? <TableInstead padding={padding} /> : null;
  if (state.shown === null) return null;
  return (
    <>
      <Drawn shown={state.shown} isCurrent={state.status === 'ready'} padding={padding} isShown={isShown} />
      {isShown ? <PrintedTable /> : null}
    </>
  );
}

/** Where nothing can be drawn, the table stands in the picture's place. */
function TableInstead({ padding }: { readonly padding: Padding }): JSX.Element | null {
  const { side } = useView();
  if (side === 'table') return null;
  return (
    <div className={styles.instead} style={{ inset: `${padding.top}px ${padding.right}px ${padding.bottom}px ${padding.left}px` }}>
      <EcosystemTable note={panelWords().noWebgl} />
    </div>
  );
}

/** On paper the ecosystem is its table: it is drawn while the page is printed. */
function PrintedTable(): JSX.Element | null {
  const [isPrinting, setPrinting] = useState(false);
  useEffect(() => {
    const begin = () => flushSync(() => setPrinting(true));
    const end = () => setPrinting(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return isPrinting ? (
    <div className={styles.printed}>
      <EcosystemTable note="" />
    </div>
  ) : null;
}

interface DrawnProps {
  readonly shown: ShownEcosystem;
  /** Whether it is what the view asks for, and not what was shown before. */
  readonly isCurrent: boolean;
  readonly padding: Padding;
  readonly isShown: boolean;
}

const NOWHERE = { x: 0, y: 0, what: NOTHING_POINTED };

function Drawn({ shown, isCurrent, padding, isShown }: DrawnProps): JSX.Element {
  const change = useChange();
  const view = useView();
  const { currency, dimensions } = useCatalog();
  const [at, setAt] = useState(NOWHERE);
  const [isNear, setNear] = useState(false);
  const { ecosystem, cascade } = shown;
  const isPlain = useMemo(() => new URLSearchParams(window.location.search).get('gl') === 'plain', []);
  const pointed = useMemo(() => pointedIn(cascade, at.what), [cascade, at]);
  const picture = useEcosystemPicture(shown, padding, { pointed, isNear, isPlain });

  const onHover = (node: number, link: number, x: number, y: number) => setAt({ x, y, what: pointAt(cascade, { node, link }) });
  const onPick = (node: number, link: number, isMore: boolean) => {
    const picked = ecosystem.nodes[node];
    const feed = picture.feeds.feeds[node - ecosystem.nodes.length];
    const ends = cascade.links[link]?.link;
    if (picked) change((before) => pickNode(before, picked, isMore));
    else if (feed) change((before) => soleFilter(before, 'source', feed.source));
    else if (ends) change((before) => pickLink(before, nodeAt(ecosystem.nodes, ends.from), nodeAt(ecosystem.nodes, ends.to)));
    else if (!isMore) change((before) => leaveNode(before) ?? before);
  };
  const onEnter = (node: number) => {
    const entered = ecosystem.nodes[node];
    if (entered) change((before) => enterNode(before, entered, dimensions));
  };
  return (
    <>
      <EcosystemView
        picture={picture}
        isBusy={!isCurrent}
        isShown={isShown}
        isPlain={isPlain}
        label={headlineText(headline(shown.told, currency))}
        onDrawn={() => isCurrent && isShown && drawnStore.setState({ ecosystem: view })}
        onHover={onHover}
        onPick={onPick}
        onEnter={onEnter}
        onNear={setNear}
        onSparkStep={(perSpark) => ecosystemStore.setState({ perSpark })}
      />
      {isShown ? <EcosystemTip shown={shown} pointed={{ ...pointed, x: at.x, y: at.y }} /> : null}
    </>
  );
}

function nodeAt(nodes: readonly EcosystemNode[], at: number): EcosystemNode {
  const node = nodes[at];
  if (node === undefined) throw new Error('ecosystem: a link without its node');
  return node;
}
