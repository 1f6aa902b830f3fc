/** Stands in for `hysnappy` (see vite.config.ts), whose WebAssembly the page's own security policy refuses. */
import { snappyUncompress as uncompressInto } from 'hyparquet/src/snappy.js';

/** The bytes of `input`; `length` is theirs, not that of the input. */
export function snappyUncompress(input: Uint8Array, length: number): Uint8Array {
  const output = new Uint8Array(length);
  uncompressInto(input, output);
  return output;
}

/** As `hysnappy` offers it to those that would load WebAssembly once. */
export function snappyUncompressor(): typeof snappyUncompress {
  return snappyUncompress;
}
