/** What changed between the two windows of a comparison, the weightiest first; a click chooses it. */
import { X } from 'lucide-react';
import type { JSX } from 'react';
import { type EcosystemChange, hasBefore } from '../../model/ecosystem/changes.ts';
import { changedName, chipText, figuresText, isMoneyChange } from '../../model/ecosystem/changeWords.ts';
import { pickLink, pickNode } from '../../model/ecosystem/choosing.ts';
import type { Ecosystem, EcosystemNode } from '../../model/ecosystem/ecosystem.ts';
import { formatExact } from '../../model/format.ts';
import { closeDrawer, type ViewState } from '../../model/viewState.ts';
import { useCatalog } from '../catalogContext.ts';
import { IconButton } from '../controls/IconButton.tsx';
import drawer from '../drawer/drawer.module.css';
import { useChange, useView } from '../viewStore.ts';
import styles from './ecosystemPanel.module.css';
import { panelWords } from './panelTexts.ts';
import type { ShownEcosystem } from './useEcosystem.ts';

const MOST = 14;

export function ChangeList({ shown: { ecosystem, changes } }: { readonly shown: ShownEcosystem }): JSX.Element {
  const change = useChange();
  const { compare } = useView();
  const { currency } = useCatalog();
  const words = panelWords();
  const listed = changes.slice(0, MOST);
  return (
    <>
      <div className={drawer.head}>
        <div>
          <h2>{words.changed}</h2>
          <p>{words.since[compare]}</p>
        </div>
        <IconButton label={words.close} onClick={() => change(closeDrawer)}>
          <X />
        </IconButton>
      </div>
      {listed.length === 0 ? <p className={styles.note}>{hasBefore(ecosystem) ? words.nothingChanged : words.noBefore}</p> : null}
      <ol className={styles.changes} data-figures>
        {listed.map((one) => (
          <li key={`${one.key} ${one.kind}`}>
            <button type="button" data-bad={one.isBad} onClick={() => change((view) => pickChanged(view, ecosystem, one))}>
              <b>{chipText(one)}</b>
              <span>{changedName(ecosystem, one)}</span>
              <small>{figuresText(one, isMoneyChange(ecosystem, one), currency)}</small>
            </button>
          </li>
        ))}
      </ol>
      {changes.length > MOST ? <p className={styles.note}>{words.more(formatExact(changes.length - MOST, 'count'))}</p> : null}
    </>
  );
}

function pickChanged(view: ViewState, { nodes, links }: Ecosystem, { node, link }: EcosystemChange): ViewState {
  const ends = links[link];
  if (ends) return pickLink(view, nodes[ends.from] as EcosystemNode, nodes[ends.to] as EcosystemNode);
  return nodes[node] ? pickNode(view, nodes[node], false) : view;
}
