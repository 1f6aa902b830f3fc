import { useLayoutEffect, useState } from 'react';

/** What the focus is asked of: the page. */
interface Focused {
  readonly activeElement: Element | null;
  readonly body: Element;
}

/** Remembers where the focus was when something opened, and gives it back when that closes with the focus in it. */
export function createFocusBack(page: Focused): (isOpen: boolean) => void {
  let from: Element | null = null;
  return (isOpen) => {
    if (isOpen) {
      from = page.activeElement;
      return;
    }
    // Whoever closed it from elsewhere has the focus there.
    if (from !== null && (page.activeElement === null || page.activeElement === page.body))
      (from as HTMLElement).focus({ preventScroll: true });
    from = null;
  };
}

/** As {@link createFocusBack}, for what opens and closes on the page: the next key goes on where it was opened, not at the top of the page. */
export function useFocusBack(isOpen: boolean): void {
  const [follow] = useState(() => createFocusBack(document));
  useLayoutEffect(() => follow(isOpen), [follow, isOpen]);
}
