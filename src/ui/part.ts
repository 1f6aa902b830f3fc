import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

/** Between two questions whether the server answers again, and how long one of them waits: of a cut line nobody hears. */
const AGAIN_MS = 2000;
const PATIENCE_MS = 8000;

/** Styles that did not come. The bundler asks for each of them once, and what needs it would come without. */
const missing = new Set<HTMLLinkElement>();

/** Remembers a style that did not come, by the event that says so. */
export function missStyle({ target }: Pick<Event, 'target'>): void {
  if ((target as Partial<HTMLLinkElement> | null)?.rel === 'stylesheet') missing.add(target as HTMLLinkElement);
}

// Caught on the way down: the event does not rise.
if (typeof document !== 'undefined') document.addEventListener('error', missStyle, { capture: true });

/**
 * A part of the page that is fetched when it is first shown. While the server is away its place stays empty, and the page says that it is not
 * connected; the part comes as soon as the server answers. What cannot be had even then is an error of the part.
 */
export function part<Props>(load: () => Promise<ComponentType<Props>>): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: await untilLoaded(load) }));
}

/** Resolves with what `load` gives, at the second try when the server did not answer at the first; rejects with what the second one throws. */
export async function untilLoaded<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch {
    while (!(await answers())) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    await Promise.all(Array.from(missing, fetchStyle));
    return load();
  }
}

/** Also a server that has another build of the page by now answers; one that is still starting, or behind a gateway that does not reach it, does not. */
async function answers(): Promise<boolean> {
  const response = await fetch(import.meta.url, { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) }).catch(
    () => null,
  );
  return response !== null && response.status < 500;
}

/** Asks for a missing style anew, in its place; one that does not come then either is missing again. */
function fetchStyle(link: HTMLLinkElement): Promise<unknown> {
  missing.delete(link);
  const again = link.cloneNode() as HTMLLinkElement;
  const settled = new Promise((resolve) => {
    again.addEventListener('load', resolve);
    again.addEventListener('error', resolve);
  });
  link.replaceWith(again);
  return settled;
}
