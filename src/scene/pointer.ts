/** Pointer, wheel and pinch over the ecosystem: hover tells, click chooses, double click enters, drag turns within bounds, and moves what is looked at from near. */
import type { EcosystemEvents } from './ecosystemPicture.ts';
import type { EcosystemStage } from './stage.ts';

/** A press that moves less than this many pixels is a click. */
const CLICK_PX = 5;

/** Listens on the canvas until the returned function is called. At most one pick a frame. */
export function followScenePointer(canvas: HTMLElement, stage: EcosystemStage, events: EcosystemEvents): () => void {
  const pressed = new Map<number, { x: number; y: number }>();
  let moved = 0;
  let frame = 0;
  let last = '';

  const at = (event: MouseEvent) => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top] as const;
  };

  function hover(event: PointerEvent): void {
    if (frame !== 0) return;
    frame = requestAnimationFrame(() => {
      frame = 0;
      const [x, y] = at(event);
      const { node, link } = stage.pick(x, y);
      canvas.style.cursor = node >= 0 || link >= 0 ? 'pointer' : '';
      if (`${node} ${link}` === last && link < 0) return;
      last = `${node} ${link}`;
      events.onHover(node, link, x, y);
    });
  }

  function onMove(event: PointerEvent): void {
    const press = pressed.get(event.pointerId);
    if (!press) return void hover(event);
    const before = spread();
    const [dx, dy] = [event.clientX - press.x, event.clientY - press.y];
    [press.x, press.y] = [event.clientX, event.clientY];
    moved += Math.hypot(dx, dy);
    if (pressed.size > 1) stage.zoom(spread() / Math.max(1, before), ...middle());
    else if (moved > CLICK_PX) stage.drag(dx, dy, event.shiftKey);
  }

  function middle(): readonly [number, number] {
    const box = canvas.getBoundingClientRect();
    let [x, y] = [0, 0];
    for (const press of pressed.values()) {
      x += press.x / pressed.size;
      y += press.y / pressed.size;
    }
    return [x - box.left, y - box.top];
  }

  function spread(): number {
    const [one, other] = [...pressed.values()];
    return one && other ? Math.hypot(one.x - other.x, one.y - other.y) : 1;
  }

  function onDown(event: PointerEvent): void {
    // A second finger makes no click of either: it zooms, or is the heel of the hand.
    moved = [...pressed.keys()].every((id) => id === event.pointerId) ? 0 : CLICK_PX + 1;
    pressed.set(event.pointerId, { x: event.clientX, y: event.clientY });
    canvas.setPointerCapture(event.pointerId);
  }

  function onUp(event: PointerEvent): void {
    const isClick = pressed.delete(event.pointerId) && pressed.size === 0 && moved <= CLICK_PX;
    if (!isClick || event.button !== 0) return;
    const { node, link } = stage.pick(...at(event));
    events.onPick(node, link, event.shiftKey);
  }

  function onDouble(event: MouseEvent): void {
    const { node } = stage.pick(...at(event));
    if (node >= 0) events.onEnter(node);
    else stage.home();
  }

  function onWheel(event: WheelEvent): void {
    event.preventDefault();
    stage.zoom(Math.exp(-event.deltaY * 0.0015), ...at(event));
  }

  const onLeave = () => {
    cancelAnimationFrame(frame);
    frame = 0;
    last = '';
    events.onHover(-1, -1, 0, 0);
  };
  const onCancel = (event: PointerEvent) => void pressed.delete(event.pointerId);
  const listeners: readonly (readonly [string, (event: never) => void, AddEventListenerOptions?])[] = [
    ['pointermove', onMove],
    ['pointerdown', onDown],
    ['pointerup', onUp],
    ['pointercancel', onCancel],
    ['pointerleave', onLeave],
    ['dblclick', onDouble],
    // Over a menu of the browser no button is heard to come up, and the picture would turn with the pointer from then on.
    ['contextmenu', (event: MouseEvent) => event.preventDefault()],
    ['wheel', onWheel, { passive: false }],
  ];
  for (const [name, listener, options] of listeners) canvas.addEventListener(name, listener as EventListener, options);
  return () => {
    cancelAnimationFrame(frame);
    for (const [name, listener] of listeners) canvas.removeEventListener(name, listener as EventListener);
  };
}
