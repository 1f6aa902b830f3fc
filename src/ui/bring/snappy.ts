import { snappyUncompress as uncompressInto } from 'hyparquet/src/snappy.js';

/** Stands in for `hysnappy` (see vite.config.ts), whose WebAssembly the page's own security policy refuses. */
export function snappyUncompress(input: Uint8Array, length: number): Uint8Array {
  const output = new Uint8Array(length);
  uncompressInto(input, output);
  return output;
}

/** As `hysnappy` has it: the function that uncompresses. */
export function snappyUncompressor(): typeof snappyUncompress {
  return snappyUncompress;
}
