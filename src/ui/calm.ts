/** Whether the person asks for little movement. */
const asked = typeof matchMedia === 'function' ? matchMedia('(prefers-reduced-motion: reduce)') : null;

export function isCalm(): boolean {
  return asked?.matches ?? false;
}
