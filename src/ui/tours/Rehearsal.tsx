/** What a wall says over the picture of a scene, over the same picture in the page: what is rehearsed looks as the wall will. */
import type { JSX } from 'react';
import { WallCallout } from '../wall/WallCallout.tsx';
import { WallFigures } from '../wall/WallFigures.tsx';
import { WallHead, WallState } from '../wall/WallHead.tsx';
import { WallLegend } from '../wall/WallLegend.tsx';
import wall from '../wall/wall.module.css';
import styles from './rehearsal.module.css';

export function Rehearsal(): JSX.Element {
  return (
    <div className={styles.stage}>
      <div className={`${wall.top} ${styles.top}`}>
        <WallHead />
        <WallState />
      </div>
      <div className={styles.figures}>
        <WallFigures />
      </div>
      <WallCallout />
      <div className={`${wall.foot} ${styles.foot}`}>
        <WallLegend />
      </div>
    </div>
  );
}
