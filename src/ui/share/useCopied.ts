import { useEffect, useRef, useState } from 'react';

/** How long a button says that something was copied. */
const COPIED_MS = 1600;

/** Copies a text; where the browser does not let it, the text is shown to be copied by hand. True when it did. */
export async function copyText(text: string, byHand: string): Promise<boolean> {
  try {
    // Only a page that is served safely has a clipboard.
    if (navigator.clipboard === undefined) throw new Error('no clipboard');
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    window.prompt(byHand, text);
    return false;
  }
}

/** As {@link copyText}, and says for a while that it did. */
export function useCopied(): readonly [isCopied: boolean, copy: (text: string, byHand: string) => void] {
  const [isCopied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const copy = (text: string, byHand: string) => {
    void copyText(text, byHand).then((did) => {
      if (!did) return;
      setCopied(true);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setCopied(false), COPIED_MS);
    });
  };
  return [isCopied, copy];
}
