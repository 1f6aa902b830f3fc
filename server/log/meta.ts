/** The log's lasting words about itself, each with a checksum: a changed currency, epoch or key must not pass for another one. */
import { crc32 } from 'node:zlib';

const CRC_DIGITS = 8;

export function seal(name: string, value: string): string {
  return `${checksum(name, value)}:${value}`;
}

/** The value as it was sealed; null when it is damaged. */
export function unseal(name: string, sealed: unknown): string | null {
  if (typeof sealed !== 'string') return null;
  const value = sealed.slice(CRC_DIGITS + 1);
  return sealed === seal(name, value) ? value : null;
}

function checksum(name: string, value: string): string {
  return crc32(value, crc32(`${name}\0`))
    .toString(16)
    .padStart(CRC_DIGITS, '0');
}
