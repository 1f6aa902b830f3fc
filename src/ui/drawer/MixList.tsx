import type { JSX } from 'react';
import { metricOf, useCatalog } from '../catalogContext.ts';
import { type BarItem, BarList } from '../charts/BarList.tsx';
import { PanelState } from '../PanelState.tsx';
import { useView } from '../viewStore.ts';
import styles from './drawer.module.css';
import { drawerWords } from './drawerTexts.ts';

interface MixListProps {
  readonly items: readonly BarItem[];
  readonly status: Parameters<typeof PanelState>[0]['status'];
  readonly error: string | null;
}

/** Bars by the height metric, and by what they are in order where it is not their length. */
export function MixList({ items, status, error }: MixListProps): JSX.Element {
  const { height } = useView();
  const { interval } = metricOf(useCatalog(), height);
  if (items.length === 0) return <PanelState status={status} error={error} />;
  return (
    <>
      <BarList items={items} />
      {interval ? <span className={styles.caption}>{drawerWords().byLow}</span> : null}
    </>
  );
}
