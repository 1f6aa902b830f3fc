/** A composed caption as a wall says it: its first sentence large, the rest beneath, each figure still leading to its numbers. */
import { toWallCaption } from '../wall/caption.ts';
import type { CaptionPart } from './compose.ts';

export interface SaidParts {
  readonly headline: readonly CaptionPart[];
  readonly rest: readonly CaptionPart[];
}

/** Cut where {@link toWallCaption} cuts the same words; a first sentence that is too long leaves the headline to the scene's name. */
export function saidParts(name: string, says: readonly CaptionPart[]): SaidParts {
  const caption = says.map(({ text }) => text).join('');
  const { headline } = toWallCaption({ name, caption });
  const start = caption.length - caption.trimStart().length;
  const cut = isFirst(caption.slice(start), headline) ? start + headline.length : 0;
  if (cut === 0) return { headline: [{ text: name, link: null }], rest: says };
  const gap = /^[.;]?\s*/.exec(caption.slice(cut))?.[0].length ?? 0;
  return { headline: between(says, start, cut), rest: between(says, cut + gap, caption.length) };
}

/** Spaces before units do not break in a headline. */
function isFirst(caption: string, headline: string): boolean {
  return caption.slice(0, headline.length).replaceAll('\u00a0', ' ') === headline.replaceAll('\u00a0', ' ');
}

function between(says: readonly CaptionPart[], from: number, to: number): readonly CaptionPart[] {
  let at = 0;
  return says.flatMap((part) => {
    const text = part.text.slice(Math.max(0, from - at), Math.max(0, to - at));
    at += part.text.length;
    return text === '' ? [] : [{ ...part, text }];
  });
}
