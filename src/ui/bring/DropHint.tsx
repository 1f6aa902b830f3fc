import type { JSX } from 'react';
import { say } from '../../model/language.ts';
import styles from './bring.module.css';
import { BRING_TEXTS } from './bringTexts.ts';

/** Over the page while a file is held above it. */
export function DropHint(): JSX.Element {
  return <div className={styles.drop}>{say(BRING_TEXTS).dropOnPage}</div>;
}
