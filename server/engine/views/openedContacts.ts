/** Which contacts have an opening anywhere in the log; shared by all views that count contacts. */
import { codesOf, typeIs } from '../measures.ts';
import type { RowBatch } from '../rows.ts';

export interface OpenedContacts {
  has(contact: number): boolean;
  /** Notes an opening; opened contacts never close again in this sense, so order and repeats do not matter. */
  note(contact: number): void;
}

export function createOpenedContacts(): OpenedContacts {
  let bits = new Uint8Array(1024);
  return {
    has: (contact) => ((bits[contact >> 3] ?? 0) & (1 << (contact & 7))) !== 0,
    note(contact) {
      const at = contact >> 3;
      if (at >= bits.length) {
        const wider = new Uint8Array(Math.max(bits.length * 2, at + 1));
        wider.set(bits);
        bits = wider;
      }
      bits[at] = (bits[at] as number) | (1 << (contact & 7));
    },
  };
}

const OPENING = typeIs('contactOpened');

/** Contacts that are opened in a batch. */
export function openingsIn(batch: RowBatch): number[] {
  const isOpening = OPENING.mask(batch);
  const contacts = codesOf(batch, 'contact');
  const found: number[] = [];
  for (let row = 0; row < batch.count; row++) if (isOpening[row] === 1) found.push(contacts[row] as number);
  return found;
}
