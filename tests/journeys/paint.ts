/** What a screenshot shows, read pixel by pixel in the page that it was taken of. */
import type { Page } from 'playwright-core';

interface Paint {
  /** Brightest part of a colour, 0-255. */
  readonly brightest: number;
  /** How many colours there are. */
  readonly colours: number;
}

/** Reads a PNG. */
export function paintOf(page: Page, picture: Buffer): Promise<Paint> {
  return page.evaluate(
    async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [image.width, image.height];
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      const { data } = context?.getImageData(0, 0, image.width, image.height) ?? { data: new Uint8ClampedArray() };
      const brightest = data.reduce((most, part, at) => (at % 4 === 3 ? most : Math.max(most, part)), 0);
      return { brightest, colours: new Set(new Uint32Array(data.buffer)).size };
    },
    `data:image/png;base64,${picture.toString('base64')}`,
  );
}
