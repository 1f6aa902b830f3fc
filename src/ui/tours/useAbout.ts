/** What is said of a picture that leaves the page without its legend: place, what it draws, of which time, filtered, simulated. */
import { say } from '../../model/language.ts';
import { useCatalog } from '../catalogContext.ts';
import { SHARE_TEXTS } from '../share/shareTexts.ts';
import { useShownWords } from '../share/useShown.ts';
import { useView } from '../viewStore.ts';

export function useAbout(): string {
  const words = say(SHARE_TEXTS);
  const { title, subtitle } = useShownWords();
  const { where } = useView();
  const { simulated } = useCatalog();
  return `${title} · ${subtitle}${Object.keys(where).length > 0 ? words.filtered : ''}${simulated ? words.simulated : ''}`;
}
