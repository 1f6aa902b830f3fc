/** The links of one node as rows: who, how much of it, how satisfied, how that changed, by how many answers. */
import type { JSX } from 'react';
import { toHex } from '../../model/colour.ts';
import { csatOf } from '../../model/ecosystem/amounts.ts';
import { type EcosystemChange, turnOf } from '../../model/ecosystem/changes.ts';
import { arrowOf } from '../../model/ecosystem/changeWords.ts';
import { pickLink } from '../../model/ecosystem/choosing.ts';
import type { Ecosystem, EcosystemNode } from '../../model/ecosystem/ecosystem.ts';
import { satisfactionText } from '../../model/ecosystem/look.ts';
import type { Neighbour } from '../../model/ecosystem/neighbours.ts';
import { satisfactionWords } from '../../model/ecosystem/tipWords.ts';
import { formatShare, formatShort } from '../../model/format.ts';
import { useChange, useView } from '../viewStore.ts';
import styles from './ecosystemPanel.module.css';
import { panelWords } from './panelTexts.ts';

interface LinkRowsProps {
  readonly ecosystem: Ecosystem;
  readonly changes: readonly EcosystemChange[];
  readonly rows: readonly Neighbour[];
}

/** A click on a row chooses both ends. */
export function LinkRows({ ecosystem, changes, rows }: LinkRowsProps): JSX.Element {
  const change = useChange();
  const { theme } = useView();
  const words = panelWords();
  const nodeAt = (at: number) => ecosystem.nodes[at] as EcosystemNode;
  return (
    <table className={styles.rows} data-figures>
      <thead>
        <tr>
          <th scope="col">{words.name}</th>
          <th scope="col">{words.share}</th>
          <th scope="col">CSAT</th>
          <th scope="col">{words.points}</th>
          <th scope="col">{words.n}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ node, link, share }) => {
          const csat = csatOf(link);
          const points = turnOf(changes, link.key);
          return (
            <tr key={link.key} title={satisfactionWords(link)}>
              <th scope="row">
                <button type="button" onClick={() => change((view) => pickLink(view, nodeAt(link.from), nodeAt(link.to)))}>
                  {nodeAt(node).name}
                </button>
              </th>
              <td>{formatShare(share)}</td>
              <td className={styles.score} style={{ color: toHex(satisfactionText(csat, link.answers, theme)) }}>
                {Number.isNaN(csat) ? '–' : Math.round(csat)}
              </td>
              <td>{points === null ? '–' : `${arrowOf(points)} ${Math.round(Math.abs(points))}`}</td>
              <td>{formatShort(link.answers, 'count')}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
