/** The drawer on the right: everything about the selected place. A new section is a new file and one line in the list. */
import type { ComponentType, JSX } from 'react';
import { PlanSection } from '../plan/PlanSection.tsx';
import { Categories } from './Categories.tsx';
import { Channels } from './Channels.tsx';
import { Children } from './Children.tsx';
import { DrawerHead } from './DrawerHead.tsx';
import styles from './drawer.module.css';
import { drawerWords } from './drawerTexts.ts';
import { Figures } from './Figures.tsx';
import { Records } from './Records.tsx';
import { Scores } from './Scores.tsx';
import { Segments } from './Segments.tsx';
import { Sources } from './Sources.tsx';
import { Trend } from './Trend.tsx';
import { Verbatims } from './Verbatims.tsx';
import { WhySection } from './why/WhySection.tsx';

const SECTIONS: readonly (readonly [string, ComponentType])[] = [
  ['figures', Figures],
  ['why', WhySection],
  ['plan', PlanSection],
  ['trend', Trend],
  ['children', Children],
  ['categories', Categories],
  ['segments', Segments],
  ['channels', Channels],
  ['scores', Scores],
  ['verbatims', Verbatims],
  ['records', Records],
  ['sources', Sources],
];

export function Drawer(): JSX.Element {
  return (
    <aside className={styles.drawer} aria-label={drawerWords().details}>
      <DrawerHead />
      {SECTIONS.map(([id, Section]) => (
        <Section key={id} />
      ))}
    </aside>
  );
}
