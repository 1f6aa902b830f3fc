/** The ecosystem as a table: the same nodes with the same colours in the same order, what is wrong first. */
import { X } from 'lucide-react';
import type { JSX } from 'react';
import { useStore } from 'zustand';
import { toHex } from '../../model/colour.ts';
import { csatOf, weightOf } from '../../model/ecosystem/amounts.ts';
import { alarmsOf, type EcosystemChange } from '../../model/ecosystem/changes.ts';
import { chipText } from '../../model/ecosystem/changeWords.ts';
import { isChosen, pickNode } from '../../model/ecosystem/choosing.ts';
import type { EcosystemNode } from '../../model/ecosystem/ecosystem.ts';
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
        {shown === null ? <PanelState status={status === 'failed' ? 'error' : 'loading'} error={error} /> : <Rows shown={shown} />}
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
    </table>
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
  const { currency } = useCatalog();
  const csat = csatOf(node);
  return (
    <tr title={satisfactionWords(node)} data-key={node.key}>
      <th scope="row">
        <i style={{ background: toHex(satisfactionColour(csat, node.answers, view.theme)) }} aria-hidden />
        <button
          type="button"
          aria-pressed={isChosen(view, node)}
          onClick={(event) => change((before) => pickNode(before, node, event.shiftKey))}
        >
          {node.name}
        </button>
        {note === '' ? null : <em>{note}</em>}
      </th>
      <td>{Number.isNaN(csat) ? '–' : Math.round(csat)}</td>
      <td>{formatShort(weightOf(node.rank, node), node.rank === 0 ? 'count' : currency)}</td>
      <td>{(node.risk ?? 0) > 0 ? formatShort(node.risk, currency) : '–'}</td>
      <td>{changes.map(chipText).join(' · ') || '–'}</td>
    </tr>
  );
}
