/** Raised when a live view outgrows a cap: it is then refreshed from the archive instead of folded. */
export class CapExceeded extends Error {
  constructor(what: string, cap: number) {
    super(`a live view holds at most ${cap} ${what}`);
    this.name = 'CapExceeded';
  }
}
