/** The ecosystem as a table: the same nodes with the same colours in the same order, what is wrong first. */
import { X } from 'lucide-react';
import type { JSX, ReactNode } from 'react';
import { useStore } from 'zustand';
import { toHex } from '../../model/colour.ts';
import { type Amounts, csatOf } from '../../model/ecosystem/amounts.ts';
import { alarmsOf, changedLinks, type EcosystemChange } from '../../model/ecosystem/changes.ts';
import { changedName, chipText } from '../../model/ecosystem/changeWords.ts';
import { isChosen, pickLink, pickNode } from '../../model/ecosystem/choosing.ts';
import type { Ecosystem, EcosystemLink, EcosystemNode } from '../../model/ecosystem/ecosystem.ts';
import { rankName } from '../../model/ecosystem/ecosystemWords.ts';
import { satisfactionColour } from '../../model/ecosystem/look.ts';
import { RANKS } from '../../model/ecosystem/ranks.ts';
import { satisfactionWords } from '../../model/ecosystem/tipWords.ts';
import { formatShort } from '../../model/format.ts';
import { useCatalog } from '../catalogContext.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { PanelState } from '../PanelState.tsx';
import side from '../sidePanel.module.css';
import { useChange, useView } from '../viewStore.ts';
import styles from './ecosystemPanel.module.css';
import { ecosystemStore } from './ecosystemStore.ts';
import { panelWords } from './panelTexts.ts';
import type { ShownEcosystem } from './useEcosystem.ts';

/** `note`: why there is a table instead of the picture; it cannot be closed then. */
export function EcosystemTable({ note }: { readonly note?: string }): JSX.Element {
  const change = useChange();
  const words = panelWords();
  const { shown, status, error } = useStore(ecosystemStore);
  return (
    <section className={side.panel} aria-label={words.table}>
      <header className={side.head}>
        <h2>{words.table}</h2>
        {note === undefined ? (
          <IconButton label={words.closeTable} onClick={() => change((view) => ({ ...view, side: 'none' }))}>
            <X />
          </IconButton>
        ) : null}
      </header>
      {note ? <p className={`${styles.note} ${styles.panelNote}`}>{note}</p> : null}
      <div className={styles.scroller}>
        {status === 'failed' || shown === null ? <PanelState status={status === 'failed' ? 'error' : 'loading'} error={error} /> : null}
        {shown === null ? null : <Rows shown={shown} />}
      </div>
    </section>
  );
}

function Rows({ shown }: { readonly shown: ShownEcosystem }): JSX.Element {
  const { ranks } = useView();
  const words = panelWords();
  const { ecosystem, changes, staleness } = shown;
  const alarms = alarmsOf(ecosystem, changes, staleness.shares);
  const wrong = new Map<number, string[]>();
  for (const { node, kind } of alarms) wrong.set(node, [...(wrong.get(node) ?? []), words.alarms[kind] ?? kind]);
  const links = changedLinks(changes);
  const ofNode = (at: number) => changes.filter(({ node }) => node === at);
  return (
    <table className={styles.table} data-figures>
      <thead>
        <tr>
          <th scope="col">{words.name}</th>
          <th scope="col">CSAT</th>
          <th scope="col">{words.amount}</th>
          <th scope="col">{words.risk}</th>
          <th scope="col">{words.change}</th>
        </tr>
      </thead>
      {wrong.size === 0 ? null : (
        <tbody data-rank="wrong">
          <GroupRow>{words.wrong}</GroupRow>
          {[...wrong].map(([at, kinds]) => (
            <NodeRow key={at} node={ecosystem.nodes[at] as EcosystemNode} changes={ofNode(at)} note={kinds.join(', ')} />
          ))}
        </tbody>
      )}
      {RANKS.map((rank) => (
        <tbody key={rank} data-rank={rank}>
          <GroupRow>{rankName(ranks[rank])}</GroupRow>
          {ecosystem.nodes.map((node, at) =>
            node.rank === rank ? <NodeRow key={node.key} node={node} changes={ofNode(at)} note="" /> : null,
          )}
        </tbody>
      ))}
      {links.length === 0 ? null : (
        <tbody data-rank="links">
          <GroupRow>{words.links}</GroupRow>
          {links.map((at) => (
            <LinkRow key={at} ecosystem={ecosystem} at={at} changes={changes.filter(({ link }) => link === at)} />
          ))}
        </tbody>
      )}
    </table>
  );
}

interface LinkRowProps {
  readonly ecosystem: Ecosystem;
  readonly at: number;
  readonly changes: readonly EcosystemChange[];
}

/** A link that changed; a click chooses both its ends. */
function LinkRow({ ecosystem, at, changes }: LinkRowProps): JSX.Element {
  const view = useView();
  const change = useChange();
  const link = ecosystem.links[at] as EcosystemLink;
  const [from, to] = [link.from, link.to].map((end) => ecosystem.nodes[end] as EcosystemNode) as [EcosystemNode, EcosystemNode];
  const isBoth = isChosen(view, from) && isChosen(view, to);
  return (
    <tr title={satisfactionWords(link)} data-key={link.key}>
      <Figures of={link} isCounted={link.gap === 0} changes={changes}>
        <button type="button" aria-pressed={isBoth} onClick={() => change((before) => pickLink(before, from, to))}>
          {changedName(ecosystem, { node: -1, link: at })}
        </button>
      </Figures>
    </tr>
  );
}

function GroupRow({ children }: { readonly children: string }): JSX.Element {
  return (
    <tr className={styles.group}>
      <th scope="rowgroup" colSpan={5}>
        {children}
      </th>
    </tr>
  );
}

interface NodeRowProps {
  readonly node: EcosystemNode;
  readonly changes: readonly EcosystemChange[];
  /** What is wrong with it. */
  readonly note: string;
}

function NodeRow({ node, changes, note }: NodeRowProps): JSX.Element {
  const view = useView();
  const change = useChange();
  return (
    <tr title={satisfactionWords(node)} data-key={node.key}>
      <Figures of={node} isCounted={node.rank === 0} changes={changes}>
        <button
          type="button"
          aria-pressed={isChosen(view, node)}
          onClick={(event) => change((before) => pickNode(before, node, event.shiftKey))}
        >
          {node.name}
        </button>
        {note === '' ? null : <em>{note}</em>}
      </Figures>
    </tr>
  );
}

interface FiguresProps {
  readonly of: Amounts;
  /** Measured by events, not by money. */
  readonly isCounted: boolean;
  readonly changes: readonly EcosystemChange[];
  readonly children: ReactNode;
}

function Figures({ of, isCounted, changes, children }: FiguresProps): JSX.Element {
  const { theme } = useView();
  const { currency } = useCatalog();
  const csat = csatOf(of);
  return (
    <>
      <th scope="row">
        <i style={{ background: toHex(satisfactionColour(csat, of.answers, theme)) }} aria-hidden />
        {children}
      </th>
      <td>{Number.isNaN(csat) ? '–' : Math.round(csat)}</td>
      <td>{isCounted ? formatShort(of.events, 'count') : formatShort(of.revenue, currency)}</td>
      <td>{(of.risk ?? 0) > 0 ? formatShort(of.risk, currency) : '–'}</td>
      <td>{changes.map(chipText).join(' · ') || '–'}</td>
    </>
  );
}
