/** Where things stand in each picture, told by the pictures themselves, and what stands on top of all of them. */
import type { Anchor } from '../../model/transition.ts';
import type { Picture } from '../../model/viewState.ts';

const offers = new Map<Picture, () => readonly Anchor[]>();

/** A picture tells where its things stand, whenever it is asked, until the returned function is called. Positions are of the page. */
export function offerAnchors(picture: Picture, read: () => readonly Anchor[]): () => void {
  offers.set(picture, read);
  return () => {
    if (offers.get(picture) === read) offers.delete(picture);
  };
}

/** What stands in a picture now; nothing while it is not drawn. */
export function anchorsOf(picture: Picture): readonly Anchor[] {
  return offers.get(picture)?.() ?? [];
}

/** What is chosen, as it stands on top in every picture: elements with `data-anchor`. */
export function chipAnchors(): readonly Anchor[] {
  return [...document.querySelectorAll<HTMLElement>('[data-anchor]')].flatMap((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    if (width === 0) return [];
    const place = { x: left + width / 2, y: top + height / 2, radius: height / 2 };
    return (element.dataset.anchor ?? '')
      .split('\n')
      .map((id) => ({ ...place, id, name: element.dataset.anchorName ?? '', colour: 'var(--accent)', isChip: true }));
  });
}
