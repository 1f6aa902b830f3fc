import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { createLive, type Live } from './createLive.ts';

const LiveContext = createContext<Live | null>(null);

/** Gives its children the connection to the server; without `live` it opens one to where the page came from and closes it at the end. */
export function LiveProvider({ live, children }: { live?: Live; children: ReactNode }) {
  const own = useOwnLive(live === undefined);
  const present = live ?? own;
  return present && <LiveContext value={present}>{children}</LiveContext>;
}

function useOwnLive(isWanted: boolean): Live | null {
  const [own, setOwn] = useState<Live | null>(null);
  useEffect(() => {
    if (!isWanted) return;
    const created = createLive();
    setOwn(created);
    return () => created.close();
  }, [isWanted]);
  return own;
}

/** Throws outside a LiveProvider. */
export function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error('no live connection: render inside <LiveProvider>');
  return live;
}
