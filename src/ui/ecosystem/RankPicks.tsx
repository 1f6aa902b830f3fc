/** What stands on the three orbits, far to near: each can be put there by hand. */
import { Fragment, type JSX } from 'react';
import { useStore } from 'zustand';
import { rankName } from '../../model/ecosystem/ecosystemWords.ts';
import { homeOf, homesOf, isSame, withRank } from '../../model/ecosystem/homeRanks.ts';
import { FIRST_RANKS, RANKS, type RankDimension } from '../../model/ecosystem/ranks.ts';
import { say, texts } from '../../model/language.ts';
import { useCatalog } from '../catalogContext.ts';
import { useChange, useView } from '../viewStore.ts';
import styles from './ecosystem.module.css';
import { ecosystemStore } from './ecosystemStore.ts';

const TEXTS = texts({
  en: { orbits: ['Far orbit', 'Middle orbit', 'Near orbit'], fitting: 'chosen by what these data hold' },
  pt: { orbits: ['Órbita distante', 'Órbita do meio', 'Órbita próxima'], fitting: 'escolhido pelo que há nestes dados' },
  de: { orbits: ['Ferne Umlaufbahn', 'Mittlere Umlaufbahn', 'Nahe Umlaufbahn'], fitting: 'gewählt nach dem, was diese Daten enthalten' },
});

export function RankPicks(): JSX.Element {
  const words = say(TEXTS);
  const view = useView();
  const change = useChange();
  const { dimensions } = useCatalog();
  const { fitting } = useStore(ecosystemStore);
  const home = homeOf(view);
  const isFitted = fitting !== null && isSame(home, fitting) && !isSame(home, FIRST_RANKS);
  return (
    <span className={styles.picks}>
      {RANKS.map((rank) => (
        <Fragment key={rank}>
          {rank === 0 ? null : <span aria-hidden>→</span>}
          <select
            aria-label={words.orbits[rank]}
            value={home[rank]}
            onChange={({ target }) => change((before) => withRank(before, rank, target.value as RankDimension))}
          >
            {homesOf(rank, dimensions).map((id) => (
              <option key={id} value={id}>
                {rankName(id)}
              </option>
            ))}
          </select>
        </Fragment>
      ))}
      {isFitted ? <span>{words.fitting}</span> : null}
    </span>
  );
}
