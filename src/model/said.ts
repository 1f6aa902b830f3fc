/** Sentences that are made of numbers: in pieces, so that each figure can link to what it rests on. */
import { formatShort } from './format.ts';

/** A piece of a sentence; a figure says what it rests on. */
export interface SaidPart<Figure> {
  readonly text: string;
  readonly figure: Figure | null;
}

/** What stands in the place of each `{name}` of a text. */
export type Fills<Figure> = Readonly<Record<string, string | readonly [text: string, figure: Figure]>>;

/** The pieces of a text with its `{names}` filled in; throws for one that is not. */
export function fillSentence<Figure>(template: string, fills: Fills<Figure>): readonly SaidPart<Figure>[] {
  return template.split(/\{(\w+)\}/).flatMap((piece, at): readonly SaidPart<Figure>[] => {
    if (at % 2 === 0) return piece === '' ? [] : [{ text: piece, figure: null }];
    const value = fills[piece];
    if (value === undefined) throw new Error(`sentence: {${piece}} is not filled`);
    return typeof value === 'string' ? [{ text: value, figure: null }] : [{ text: value[0], figure: value[1] }];
  });
}

/** The sentence as one text. */
export function saidText(parts: readonly SaidPart<unknown>[]): string {
  return parts.map(({ text }) => text).join('');
}

/** A relative change with its sign, in whole percents from ten on. */
export function relativeText(now: number, before: number): string {
  const percent = (100 * (now - before)) / before;
  const size = formatShort(Math.abs(Math.abs(percent) < 10 ? Number(percent.toFixed(1)) : Math.round(percent)), '%');
  return /[1-9]/.test(size) ? `${percent > 0 ? '+' : '−'}${size}` : size;
}
