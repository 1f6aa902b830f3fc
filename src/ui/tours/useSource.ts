/** What is said of a picture that leaves the page without its legend: place, what it draws, of which time, filtered, simulated. */
import { formatExact } from '../../model/format.ts';
import { say } from '../../model/language.ts';
import { useCatalog } from '../catalogContext.ts';
import { SHARE_TEXTS } from '../share/shareTexts.ts';
import { useInstantText, useMoment, useShownWords } from '../share/useShown.ts';
import { useView } from '../viewStore.ts';

function useAbout(): string {
  const words = say(SHARE_TEXTS);
  const { title, subtitle } = useShownWords();
  const { where } = useView();
  const { simulated } = useCatalog();
  return `${title} · ${subtitle}${Object.keys(where).length > 0 ? words.filtered : ''}${simulated ? words.simulated : ''}`;
}

/** The same after the moment that its numbers are of: a file is looked at when that has long passed. */
export function useSource(): () => string {
  const about = useAbout();
  const momentOf = useMoment();
  const instantText = useInstantText();
  return () => {
    const moment = momentOf()?.moment;
    if (moment === undefined) return about;
    return `${say(SHARE_TEXTS).source(instantText(moment.at), formatExact(moment.seq, 'count'), '')} · ${about}`;
  };
}
