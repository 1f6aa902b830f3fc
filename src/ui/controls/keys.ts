/** Keys of those who write with an input method: they choose and take back letters, and mean nothing else. */
import type { KeyboardEvent } from 'react';

/** What Safari sends for the key that ends a composition, after it has ended. */
const COMPOSED = 229;

/** Whether a key belongs to letters that are being composed. */
export function isComposed({ nativeEvent }: Pick<KeyboardEvent, 'nativeEvent'>): boolean {
  return nativeEvent.isComposing || nativeEvent.keyCode === COMPOSED;
}
