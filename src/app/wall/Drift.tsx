/** Moves what stands still on a wall by a few pixels a minute, so that nothing burns into the screen. */
import { type CSSProperties, type JSX, type ReactNode, useEffect, useRef } from 'react';
import { drift } from '../../model/wall/care.ts';
import styles from '../../ui/wall/wall.module.css';

const EVERY_MS = 20_000;

export function Drift({ children }: { readonly children: ReactNode }): JSX.Element {
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const move = () => {
      const { x, y } = drift(Date.now());
      root.current?.style.setProperty('--drift-x', String(x));
      root.current?.style.setProperty('--drift-y', String(y));
    };
    move();
    const timer = setInterval(move, EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <div ref={root} className={styles.drift} style={{ '--drift-x': 0, '--drift-y': 0 } as CSSProperties}>
      {children}
    </div>
  );
}
