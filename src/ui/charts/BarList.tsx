import type { JSX } from 'react';
import styles from './charts.module.css';

export interface BarItem {
  readonly key: string;
  readonly name: string;
  /** Length, 0 to 1. */
  readonly share: number;
  readonly colour: string;
  readonly value: string;
  /** A second figure in quieter type. */
  readonly second: string;
  /** What a click does; null where there is nothing to go to. */
  readonly onClick: (() => void) | null;
}

/** Bars under each other, largest first, both numbers printed. */
export function BarList({ items }: { items: readonly BarItem[] }): JSX.Element {
  return (
    <div className={styles.bars} data-figures>
      {items.map((item) =>
        item.onClick === null ? (
          <div key={item.key} className={styles.bar}>
            <BarCells item={item} />
          </div>
        ) : (
          <button key={item.key} type="button" className={styles.bar} onClick={item.onClick}>
            <BarCells item={item} />
          </button>
        ),
      )}
    </div>
  );
}

function BarCells({ item }: { item: BarItem }): JSX.Element {
  return (
    <>
      <span className={styles.barName} title={item.name}>
        {item.name}
      </span>
      <span className={styles.track}>
        <i className={styles.fill} style={{ width: `${Math.max(0, item.share) * 100}%`, background: item.colour }} />
      </span>
      <span className={styles.barValue}>{item.value}</span>
      <span className={styles.barSecond}>{item.second}</span>
    </>
  );
}
