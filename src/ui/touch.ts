/** Whether fingers are what one points with here. */
const asked = typeof matchMedia === 'function' ? matchMedia('(pointer: coarse)') : null;

export function isTouch(): boolean {
  return asked?.matches ?? false;
}
