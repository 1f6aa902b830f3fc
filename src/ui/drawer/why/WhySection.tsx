/** What moved the shown figure: a part of the drawer that asks nothing until it is opened. */
import { ChevronDown, ChevronRight } from 'lucide-react';
import { type JSX, Suspense } from 'react';
import { say } from '../../../model/language.ts';
import { part } from '../../part.ts';
import { useChange, useView } from '../../viewStore.ts';
import drawer from '../drawer.module.css';
import styles from './why.module.css';
import { WHY_TEXTS } from './whyTexts.ts';

const WhyPart = part(() => import('./WhyPart.tsx').then((module) => module.WhyPart));

export function WhySection(): JSX.Element {
  const { why } = useView();
  const change = useChange();
  const words = say(WHY_TEXTS);
  const isOpen = why !== null;
  return (
    <section className={drawer.section} data-why={isOpen}>
      <header>
        <h3>
          <button
            type="button"
            className={styles.disclosure}
            aria-expanded={isOpen}
            title={isOpen ? words.close : words.open}
            onClick={() => change((view) => ({ ...view, why: view.why === null ? { of: 'height', by: null, into: null } : null }))}
          >
            {words.title}
            {isOpen ? <ChevronDown aria-hidden /> : <ChevronRight aria-hidden />}
          </button>
        </h3>
      </header>
      {why === null ? null : (
        <Suspense fallback={null}>
          <WhyPart why={why} />
        </Suspense>
      )}
    </section>
  );
}
