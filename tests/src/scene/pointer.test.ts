/** The pointer over the ecosystem: who clicks, who turns. */
import { expect, it, vi } from 'vitest';
import type { EcosystemEvents } from '../../../src/scene/ecosystemPicture.ts';
import { followScenePointer } from '../../../src/scene/pointer.ts';
import type { EcosystemStage } from '../../../src/scene/stage.ts';

/** A canvas as far as the pointer asks it. */
class Canvas extends EventTarget {
  getBoundingClientRect() {
    return { left: 0, top: 0, width: 800, height: 600 };
  }
  setPointerCapture() {}
}

vi.stubGlobal('cancelAnimationFrame', () => {});

it('opens no menu with the right button: over that nobody hears the button come up', () => {
  const stage = { pick: () => ({ node: -1, link: -1 }), drag: vi.fn(), zoom: vi.fn(), home: vi.fn() } as unknown as EcosystemStage;
  const events = { onPick: vi.fn(), onHover: vi.fn(), onEnter: vi.fn() } as unknown as EcosystemEvents;
  const canvas = new Canvas();
  const stop = followScenePointer(canvas as unknown as HTMLElement, stage, events);
  const send = (type: string, clientX: number) => {
    const event = Object.assign(new Event(type, { cancelable: true }), { pointerId: 1, button: 2, clientX, clientY: 300 });
    canvas.dispatchEvent(event);
    return event;
  };
  send('pointerdown', 300);
  expect(send('contextmenu', 300).defaultPrevented).toBe(true);
  send('pointermove', 340);
  expect(stage.drag).toHaveBeenCalledOnce();
  send('pointerup', 340);
  expect(events.onPick).not.toHaveBeenCalled();
  stop();
});
