/** Whose a key is: that of an input method, which chooses and takes back letters, that of a field, or the page's. */
import type { KeyboardEvent } from 'react';
import { paletteStore } from '../palette/paletteStore.ts';

/** What Safari sends for the key that ends a composition, after it has ended. */
const COMPOSED = 229;

/** Whether a key belongs to letters that are being composed. */
export function isComposed({ nativeEvent }: Pick<KeyboardEvent, 'nativeEvent'>): boolean {
  return nativeEvent.isComposing || nativeEvent.keyCode === COMPOSED;
}

/** An Escape that nobody on its way has taken, and that takes back no letters that are being composed. */
export function isEscape({ key, isComposing, defaultPrevented }: globalThis.KeyboardEvent): boolean {
  return key === 'Escape' && !isComposing && !defaultPrevented;
}

/** What takes letters for itself. */
const TAKES_LETTERS = 'input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], [role=menu], dialog';

/** Whether a key without Ctrl that nobody has taken is one of the page's own: what is typed while the palette is still being fetched is meant for it. */
export function isForPage(event: globalThis.KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || paletteStore.getState().isOpen) return false;
  return !(event.target instanceof Element && event.target.closest(TAKES_LETTERS));
}
