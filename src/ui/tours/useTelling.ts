import { say } from '../../model/language.ts';
import { messageOf } from '../../protocol/messageOf.ts';
import { bookmarkStore } from './bookmarking.ts';
import { BOOKMARK_TEXTS } from './bookmarkTexts.ts';

/** Does something that may fail, and says below the tours what came of it; null says nothing. */
export function useTelling(): (work: () => Promise<string | null>) => void {
  return (work) => {
    bookmarkStore.setState({ said: null });
    work().then(
      (text) => bookmarkStore.setState({ said: text === null ? null : { text, isBad: false } }),
      (error: unknown) =>
        bookmarkStore.setState({
          said: { text: say(BOOKMARK_TEXTS).failed(messageOf(error)), isBad: true },
        }),
    );
  };
}
