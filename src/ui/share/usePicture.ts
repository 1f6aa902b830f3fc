import { formatExact } from '../../model/format.ts';
import { say } from '../../model/language.ts';
import { sizeCaption } from '../../model/shape.ts';
import { useCatalog } from '../catalogContext.ts';
import { shownLegend } from '../legend/shownLegend.ts';
import { useView } from '../viewStore.ts';
import { SHARE_TEXTS } from './shareTexts.ts';
import { takeShown } from './takeShown.ts';
import { useInstantText, useMoment, useShownWords } from './useShown.ts';

/** Draws what is shown with its title and source; the map with its legend. */
export function usePicture(): (scale: number) => Promise<HTMLCanvasElement> {
  const words = say(SHARE_TEXTS);
  const { theme, where, height, picture: kind } = useView();
  const { simulated } = useCatalog();
  const shown = useShownWords();
  const instantText = useInstantText();
  const momentOf = useMoment();
  return async (scale) => {
    const now = momentOf();
    if (now === null) throw new Error(words.noTable);
    const [{ composePicture }, capture] = await Promise.all([import('./picture.ts'), takeShown(kind, scale)]);
    const { legend, size } = (kind === 'map' && shownLegend.getState().shown) || { legend: null, size: null };
    const extra = `${Object.keys(where).length > 0 ? words.filtered : ''}${simulated ? words.simulated : ''}`;
    const picture = {
      title: shown.title,
      subtitle: shown.subtitle,
      source: words.source(instantText(now.moment.at), formatExact(now.moment.seq, 'count'), extra),
      sizeCaption: size === null ? '' : sizeCaption(size, shown.height, legend.scaleText),
      carrier: size?.carrier ?? 'none',
      colourCaption: words.colour(legend?.colourLabel ?? height),
    };
    return composePicture(capture, legend, picture, theme);
  };
}
