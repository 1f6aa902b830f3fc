/** Words that have room for so many lines: smaller where they are many, so that none is lost. */

export interface FittedText {
  readonly size: number;
  readonly lines: readonly string[];
}

/** The largest of the descending `sizes` in which a text has at most so many lines; in the smallest one what is still too much ends in a sign that there is more. */
export function fitText(sizes: readonly number[], most: number, wrap: (size: number) => readonly string[]): FittedText {
  let fitted: FittedText = { size: sizes[0] ?? 1, lines: [] };
  for (const size of sizes) {
    fitted = { size, lines: wrap(size) };
    if (fitted.lines.length <= most) return fitted;
  }
  const lines = fitted.lines.slice(0, most);
  return { ...fitted, lines: lines.map((line, at) => (at === most - 1 ? `${line} …` : line)) };
}
