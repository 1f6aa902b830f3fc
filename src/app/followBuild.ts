/** Notices that the server has another build of the page by now: what the page loads only when it is wanted is no longer there. */
import type { ConnectionStore } from '../live/connection.ts';

/** Looks when a part could not be loaded; `own` is the address of code that the page itself came with. Returns the undo. */
export function followBuild(connection: ConnectionStore, own: string = import.meta.url): () => void {
  const look = async () => {
    // A server that does not answer at all may still be the same.
    const response = await fetch(own, { method: 'HEAD', cache: 'no-store' }).catch(() => null);
    if (response?.status === 404) connection.setState({ outdated: true });
  };
  const handleFailure = () => void look();
  window.addEventListener('vite:preloadError', handleFailure);
  return () => window.removeEventListener('vite:preloadError', handleFailure);
}
