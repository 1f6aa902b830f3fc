import type { JSX } from 'react';
import { say } from '../../model/language.ts';
import type { Span } from '../../model/timeBuckets.ts';
import { unbroken, windowText } from '../../model/windowText.ts';
import { still } from '../controls/still.tsx';
import { useAskedOf } from '../useAsked.ts';
import { TEXTS } from './timelineTexts.ts';

interface WindowTitleProps {
  readonly catalogIsEmpty: boolean;
  readonly extent: Span;
  readonly timeZone: string;
}

/** Which time the figures are of: the newest by name only where it ends now, by its dates where it is rewound or follows events of the past. */
export const WindowTitle = still(function WindowTitle({ catalogIsEmpty, extent, timeZone }: WindowTitleProps): JSX.Element {
  const { window } = useAskedOf();
  return <b>{catalogIsEmpty ? say(TEXTS).none : unbroken(windowText(window, extent, timeZone))}</b>;
});
