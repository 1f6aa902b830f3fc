/** A caption; a figure of one that was composed opens the numbers behind it. */
import type { JSX } from 'react';
import { say } from '../../model/language.ts';
import type { CaptionPart } from '../../model/tour/compose.ts';
import { unparted } from '../../model/wall/caption.ts';
import { TOUR_TEXTS } from './tourTexts.ts';

interface CaptionProps {
  readonly caption: string;
  readonly says: readonly CaptionPart[] | undefined;
  /** Opens the query part of an address in this page. */
  readonly onOpen: (search: string) => void;
}

export function Caption({ caption, says, onOpen }: CaptionProps): JSX.Element {
  const { showFigure } = say(TOUR_TEXTS);
  if (says === undefined) return <>{unparted(caption)}</>;
  return (
    <>
      {says.map(({ text, link }, at) =>
        link === null ? (
          unparted(text)
        ) : (
          <a
            // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a caption never change
            key={at}
            href={`/${link.search}`}
            title={showFigure}
            data-figure
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return;
              event.preventDefault();
              onOpen(link.search);
            }}
          >
            {unparted(text)}
          </a>
        ),
      )}
    </>
  );
}
