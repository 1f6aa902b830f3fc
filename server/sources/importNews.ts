/** Tells that the list of imports has changed, at most a few times a second while one is under way. */
export interface ImportNews {
  changed(): void;
  /** Answers how to stop listening. */
  onChange(listener: () => void): () => void;
}

const TELL_EVERY_MS = 500;

export function createImportNews(): ImportNews {
  const listeners = new Set<() => void>();
  let isWaiting = false;
  const tell = (): void => {
    isWaiting = false;
    for (const listener of listeners) listener();
  };
  return {
    changed() {
      if (isWaiting) return;
      isWaiting = true;
      setTimeout(tell, TELL_EVERY_MS).unref();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
