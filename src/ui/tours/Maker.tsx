import type { JSX } from 'react';
import type { Playing } from './playing.ts';

/** What records or prints a tour while it plays. */
export function Maker(_: { playing: Playing }): JSX.Element | null {
  return null;
}
