import type { JSX, ReactNode } from 'react';
import styles from './drawer.module.css';

/** A part of the drawer under its heading, with a note at the right of it. */
export function Section({ title, note, children }: { title: string; note?: string | undefined; children: ReactNode }): JSX.Element {
  return (
    <section className={styles.section}>
      <header>
        <h3>{title}</h3>
        {note === undefined ? null : <span>{note}</span>}
      </header>
      {children}
    </section>
  );
}
