/** How long a window is, in the words of a sliding one: `last hour`. */
import { lastText } from '../../model/windowText.ts';

export function spanTextShort({ from, to }: { readonly from: string; readonly to: string }): string {
  return lastText(`PT${Math.round((Date.parse(to) - Date.parse(from)) / 1000)}S`);
}
