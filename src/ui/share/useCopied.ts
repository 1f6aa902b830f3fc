import { useEffect, useRef, useState } from 'react';

/** How long a button says that something was copied. */
const COPIED_MS = 1600;

/** Copies a text, and says for a while that it did; where the browser does not let it, the text is shown to be copied by hand. */
export function useCopied(): readonly [isCopied: boolean, copy: (text: string, byHand: string) => void] {
  const [isCopied, setCopied] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const copy = (text: string, byHand: string) => {
    const done = () => {
      setCopied(true);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => setCopied(false), COPIED_MS);
    };
    // Only a page that is served safely has a clipboard.
    const written = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'));
    written.then(done, () => window.prompt(byHand, text));
  };
  return [isCopied, copy];
}
