/** What matters in the ecosystem as one sentence for a wall, and under it what its rings mean and how much is kept back. */
import type { JSX } from 'react';
import { useStore } from 'zustand';
import { ringedNodes } from '../../model/ecosystem/changes.ts';
import { headline, headlineText } from '../../model/ecosystem/headline.ts';
import { formatShort } from '../../model/format.ts';
import { say, texts } from '../../model/language.ts';
import { useCatalog } from '../catalogContext.ts';
import { useView } from '../viewStore.ts';
import styles from './ecosystem.module.css';
import { ecosystemStore } from './ecosystemStore.ts';

const TEXTS = texts({
  en: {
    ring: 'Ring: satisfaction falls, or a segment shrinks',
    withheld: (count: string) => `Flows not drawn, to protect small groups: ${count}`,
  },
  pt: {
    ring: 'Anel: a satisfação cai, ou um segmento encolhe',
    withheld: (count: string) => `Fluxos não desenhados, para proteger grupos pequenos: ${count}`,
  },
  de: {
    ring: 'Ring: Zufriedenheit fällt, oder ein Segment schrumpft',
    withheld: (count: string) => `Flüsse ungezeichnet, zum Schutz kleiner Gruppen: ${count}`,
  },
});

/** Signs from which on the sentence is set smaller, so that it stays one line. */
const LONG = 56;

export function EcosystemSentence(): JSX.Element | null {
  const words = say(TEXTS);
  const { picture } = useView();
  const { currency } = useCatalog();
  const { shown } = useStore(ecosystemStore);
  if (picture !== 'ecosystem' || shown === null) return null;
  const said = headline(shown.told, currency);
  const { lead, figure, rest } = said;
  const notes = [
    ringedNodes(shown.ecosystem, shown.changes).length > 0 ? words.ring : '',
    shown.withheld > 0 ? words.withheld(formatShort(shown.withheld, 'count')) : '',
  ].filter(Boolean);
  return (
    <section className={styles.sentence} data-sentence>
      <h2 data-long={headlineText(said).length > LONG}>
        {lead}
        {figure === '' ? null : <b>{figure}. </b>}
        {rest}
      </h2>
      {notes.length === 0 ? null : <p>{notes.join(' · ')}</p>}
    </section>
  );
}
