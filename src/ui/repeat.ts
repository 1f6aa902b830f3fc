/** Reading again and again while there is news. */

/** A cable can be cut without the request noticing: what is read again and again must not wait for ever. */
const PATIENCE_MS = 60_000;

/** What nobody sees need not be fresh: of several tabs only one is looked at, and each would ask the same of one server. */
export function isSeen(): boolean {
  return typeof document === 'undefined' || document.visibilityState === 'visible';
}

interface Repeated {
  /** What is compared: another value is news. */
  readonly newsOf: () => unknown;
  /** False where it failed and is tried again without news. */
  readonly read: (signal: AbortSignal) => Promise<boolean>;
  readonly everyMs: number;
  /** Nothing of it changes: it is read once. */
  readonly isFixed?: boolean;
}

/**
 * Reads at once, and again when there is news and somebody can see the page: one read after the other, none given up because more came meanwhile. Returns the end of it, which
 * the signal tells of, as it does of a read that is given up since it takes too long.
 */
export function repeat({ newsOf, read, everyMs, isFixed = false }: Repeated): () => void {
  const stop = new AbortController();
  let known: { readonly news: unknown } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const turn = async () => {
    let isRead = true;
    if (known === null || (isSeen() && known.news !== newsOf())) {
      known = { news: newsOf() };
      isRead = await read(AbortSignal.any([stop.signal, AbortSignal.timeout(PATIENCE_MS)]));
    }
    if (!isRead) known = null;
    if (!stop.signal.aborted && (!isFixed || !isRead)) timer = setTimeout(() => void turn(), everyMs);
  };
  void turn();
  return () => {
    clearTimeout(timer);
    stop.abort();
  };
}
