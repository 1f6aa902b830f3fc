/** Which build of the page the server has: the mark of its first file. */

const PATIENCE_MS = 5000;

/** Null while the server does not answer, or does not tell. */
export async function readBuild(): Promise<string | null> {
  try {
    const response = await fetch('/wall', { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) });
    return response.ok ? (response.headers.get('etag') ?? 'unmarked') : null;
  } catch {
    return null;
  }
}
