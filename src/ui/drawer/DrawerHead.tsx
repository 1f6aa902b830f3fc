import { Maximize2, X } from 'lucide-react';
import type { JSX } from 'react';
import { isSamePlace, lineage } from '../../model/place.ts';
import { closeDrawer, drillTo, subjectOf } from '../../model/viewState.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { levelNames, usePlaceName } from '../placeNames.ts';
import { useChange, useView } from '../viewStore.ts';
import styles from './drawer.module.css';
import { drawerWords } from './drawerTexts.ts';

export function DrawerHead(): JSX.Element {
  const view = useView();
  const change = useChange();
  const nameOf = usePlaceName();
  const words = drawerWords();
  const subject = subjectOf(view);
  const around = lineage(subject).slice(0, -1).reverse();
  return (
    <div className={styles.head}>
      <div>
        <h2>{subject === null ? words.world : nameOf(subject)}</h2>
        <p>{subject === null ? words.all : [levelNames(subject.level)[0], ...around.map(nameOf)].join(' · ')}</p>
      </div>
      {subject === null || isSamePlace(subject, view.focus) ? null : (
        <IconButton label={words.enter} onClick={() => change((before) => drillTo(before, subject))}>
          <Maximize2 />
        </IconButton>
      )}
      <IconButton label={words.close} onClick={() => change(closeDrawer)}>
        <X />
      </IconButton>
    </div>
  );
}
