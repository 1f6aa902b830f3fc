/** The value, or the nearer end of the range; `least` where the ends have changed places. */
export function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
