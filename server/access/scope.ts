/** Who asks and what they may see. Every read takes one; it is the only way to an answer. */
export type Scope =
  /** The operator sees everything; restricted kinds come with people and tokens. */
  | { readonly kind: 'operator' }
  /** A screen in a room where anybody may look: no person, and no group of fewer than `least` customers. */
  | { readonly kind: 'wall'; readonly least: number };

export const OPERATOR: Scope = { kind: 'operator' };
export const WALL: Scope = { kind: 'wall', least: 5 };

/** The scope that a request asks for: `as=wall` in its address gives up what a wall may not see, and so does any other `as`, or a slip of the pen would show everything. Nobody gains by it. */
export function scopeOfAddress(address: string | undefined): Scope {
  const search = address?.split('?')[1] ?? '';
  return new URLSearchParams(search).has('as') ? WALL : OPERATOR;
}
