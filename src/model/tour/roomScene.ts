/** Composed scenes as a room takes them: what people call their segments and categories may be longer than a scene may be. */
import { type Scene, TOUR_LIMITS } from '../../protocol/tours.ts';

/** Within the bounds of a scene, under the same id in every round; one whose address is too long is left out. */
export function toRoomScenes(scenes: readonly Scene[]): readonly Scene[] {
  return scenes.flatMap(({ id, name, search, path, caption, seconds }) => {
    if (search.length > TOUR_LIMITS.search) return [];
    const short = { name: shortened(name, TOUR_LIMITS.name), caption: shortened(caption, TOUR_LIMITS.caption) };
    return [{ id: shortId(id), search, path, seconds, ...short }];
  });
}

function shortened(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}

/** Names that begin alike stay apart. */
function shortId(id: string): string {
  const mark = ` ${markOf(id)}`;
  return id.length <= TOUR_LIMITS.id ? id : id.slice(0, TOUR_LIMITS.id - mark.length) + mark;
}

/** FNV-1a, 32 bits. */
function markOf(text: string): string {
  let mark = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) mark = Math.imul(mark ^ text.charCodeAt(at), 0x01000193);
  return (mark >>> 0).toString(36);
}
