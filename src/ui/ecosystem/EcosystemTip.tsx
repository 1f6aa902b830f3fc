/** What is pointed at tells: its figures, how many answers stand behind them, and how far they may be off. */
import type { CSSProperties, JSX } from 'react';
import { changedName } from '../../model/ecosystem/changeWords.ts';
import { canBeChosen } from '../../model/ecosystem/choosing.ts';
import { tipLines } from '../../model/ecosystem/tipWords.ts';
import { standingOfNode } from '../../model/planDocks.ts';
import { subjectOf } from '../../model/viewState.ts';
import { useCatalog } from '../catalogContext.ts';
import { standingText } from '../plan/planFigures.ts';
import { useDockPlans } from '../plan/useDockPlans.ts';
import { useView } from '../viewStore.ts';
import styles from './ecosystem.module.css';
import { panelWords } from './panelTexts.ts';
import type { ShownEcosystem } from './useEcosystem.ts';

interface EcosystemTipProps {
  readonly shown: ShownEcosystem;
  /** Node, or link as it is drawn (-1 for none), and where: pixels of the picture. */
  readonly pointed: { readonly node: number; readonly link: number; readonly x: number; readonly y: number };
}

export function EcosystemTip({ shown, pointed }: EcosystemTipProps): JSX.Element | null {
  const { currency } = useCatalog();
  const view = useView();
  const plans = useDockPlans(true);
  const { ecosystem, cascade, changes, staleness } = shown;
  const shape = cascade.nodes[pointed.node];
  const standing = shape ? standingOfNode(shape, plans, { whatIf: view.whatIf, focus: subjectOf(view) }) : null;
  const node = ecosystem.nodes[pointed.node];
  const link = cascade.links[pointed.link]?.link;
  const told = node ?? link;
  if (!told) return null;
  const lines = tipLines(told, {
    changes: changes.filter(({ key }) => key === told.key),
    currency,
    isMoney: node ? node.rank !== 0 : link?.gap === 1,
    staleShare: staleness.shares.get(told.key) ?? 0,
  });
  const name = changedName(ecosystem, { node: pointed.node, link: link ? ecosystem.links.indexOf(link) : -1 });
  const isLeft = pointed.x > window.innerWidth / 2;
  const isUp = pointed.y > window.innerHeight / 2;
  return (
    <div
      role="tooltip"
      className={styles.tip}
      data-left={isLeft}
      data-up={isUp}
      style={{ '--x': `${Math.round(pointed.x)}px`, '--y': `${Math.round(pointed.y)}px` } as CSSProperties}
    >
      <strong>{name}</strong>
      {lines.map((line) => (
        <span key={line}>{line}</span>
      ))}
      {node === undefined || canBeChosen(node) ? null : <span>{panelWords().tooMany}</span>}
      {standing === null ? null : <span>{standingText(standing, currency)}</span>}
    </div>
  );
}
