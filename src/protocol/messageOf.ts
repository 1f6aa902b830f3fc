/** What a failure says of itself: its message, and of what is no Error its text. */
export function messageOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
