import { plainText } from '../../model/plainText.ts';

/** A name as that of a file, without what says its kind. */
export function fileNameOf(text: string): string {
  return `orrery-${
    plainText(text)
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '') || 'tour'
  }`;
}
