/** Who asks and what they may see. Every read takes one; it is the only way to an answer. */
export interface Scope {
  /** The operator sees everything; restricted kinds come with people and tokens. */
  readonly kind: 'operator';
}

export const OPERATOR: Scope = { kind: 'operator' };
