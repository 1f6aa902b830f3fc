/** What matters in the ecosystem, as one sentence; the part in colour is the number that the eye then finds in the picture. */
import type { JSX } from 'react';
import { useStore } from 'zustand';
import { alarmsOf } from '../../model/ecosystem/changes.ts';
import { chipText } from '../../model/ecosystem/changeWords.ts';
import { leaveNode, pickNode } from '../../model/ecosystem/choosing.ts';
import type { EcosystemNode } from '../../model/ecosystem/ecosystem.ts';
import { headline } from '../../model/ecosystem/headline.ts';
import { say, texts } from '../../model/language.ts';
import { isFlat, toggleFlat } from '../../model/viewState.ts';
import { isCalm } from '../calm.ts';
import { useCatalog } from '../catalogContext.ts';
import { PanelState } from '../PanelState.tsx';
import head from '../pictureHead.module.css';
import { useHeadRoom } from '../pictureRoom.ts';
import { useChange, useView } from '../viewStore.ts';
import styles from './ecosystem.module.css';
import { ecosystemStore } from './ecosystemStore.ts';
import { panelWords } from './panelTexts.ts';
import { RankPicks } from './RankPicks.tsx';

const TEXTS = texts({
  en: {
    ecosystem: 'Ecosystem',
    flat: 'Flat',
    deep: 'In space',
    leave: 'Leave what is chosen',
    loading: 'The ecosystem is being asked for…',
  },
  pt: {
    ecosystem: 'Ecossistema',
    flat: 'Plano',
    deep: 'No espaço',
    leave: 'Deixar o que foi escolhido',
    loading: 'O ecossistema está sendo consultado…',
  },
  de: {
    ecosystem: 'Ökosystem',
    flat: 'Flach',
    deep: 'Im Raum',
    leave: 'Auswahl verlassen',
    loading: 'Das Ökosystem wird abgefragt…',
  },
});

const MOST_ALARMS = 2;

export function EcosystemHead(): JSX.Element {
  const words = say(TEXTS);
  const view = useView();
  const change = useChange();
  const { currency } = useCatalog();
  const { shown, status, error } = useStore(ecosystemStore);
  const isLaid = isFlat(view, isCalm());
  const left = leaveNode(view);
  const ref = useHeadRoom((room) => ecosystemStore.setState({ head: room }));
  if (shown === null)
    return (
      <header className={head.head} aria-live="polite">
        {status === 'failed' ? <PanelState status="error" error={error} /> : <p className={head.caption}>{words.loading}</p>}
      </header>
    );
  // What is wrong stands first; once something is chosen, that is what is looked at.
  const wrong = left === null ? alarmsOf(shown.ecosystem, shown.changes, shown.staleness.shares).slice(0, MOST_ALARMS) : [];
  const { lead, figure, rest } = headline(shown.told, currency);
  return (
    <header ref={ref} className={head.head}>
      <p className={head.caption}>
        {words.ecosystem} <RankPicks />
      </p>
      {status === 'failed' ? (
        <PanelState status="error" error={error} />
      ) : (
        <h2 className={head.headline}>
          {lead}
          {figure === '' ? null : <span className={head.figure}>{figure}. </span>}
          {lead === '' || figure === '' ? rest : <span className={styles.most}>{rest}</span>}
        </h2>
      )}
      <div className={head.actions}>
        <button type="button" aria-pressed={isLaid} onClick={() => change((before) => toggleFlat(before, isCalm()))}>
          {isLaid ? words.deep : words.flat}
        </button>
        {wrong.map(({ node, kind, change: own }) => (
          <button
            key={`${node} ${kind}`}
            type="button"
            className={styles.alarm}
            onClick={() => change((before) => pickNode(before, shown.ecosystem.nodes[node] as EcosystemNode, false))}
          >
            {shown.ecosystem.nodes[node]?.name} {own === null ? panelWords().alarms[kind] : chipText(own)}
          </button>
        ))}
        {left === null ? null : (
          <button type="button" onClick={() => change((before) => leaveNode(before) ?? before)}>
            {words.leave}
          </button>
        )}
      </div>
    </header>
  );
}
