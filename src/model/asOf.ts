/** Links that bring the same numbers back: the moment of the log, and a window that no longer slides. */
import { durationMs, toInstant } from './timeBuckets.ts';
import { toSearch } from './viewSearch.ts';
import { DEFAULT_VIEW, type Moment, type ViewState } from './viewState.ts';

/** The same view at a moment. A window that follows the clock ends where it did then: at `endMs`. */
export function viewAsOf(view: ViewState, moment: Moment, endMs: number): ViewState {
  const { window } = view;
  if (window.kind !== 'last') return { ...view, until: null, asOf: moment, tense: 'then' };
  const fromMs = endMs - (durationMs(window.duration) ?? 0);
  return { ...view, window: { kind: 'between', from: toInstant(fromMs), to: toInstant(endMs) }, until: null, asOf: moment, tense: 'then' };
}

/** The query part of the address that shows this view to somebody else. */
export function searchToShare(view: ViewState): string {
  const side = view.side === 'saved' || view.side === 'tours' ? 'none' : view.side;
  return toSearch({ ...view, side, note: side === 'notes' ? view.note : null, tour: null, embed: DEFAULT_VIEW.embed });
}

/** The same without anything beside the map, for a frame in another page. */
export function searchToEmbed(view: ViewState): string {
  return toSearch({ ...view, embed: true, side: 'none', drawer: 'closed', selected: null, note: null, tour: null });
}

/** The HTML that shows an address in a frame. */
export function embedCode(address: string, title: string): string {
  const safe = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  return `<iframe src="${safe(address)}" title="${safe(title)}" width="960" height="600" style="border:0" loading="lazy" allow="fullscreen"></iframe>`;
}
