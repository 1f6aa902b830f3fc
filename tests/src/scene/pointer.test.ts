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

it('chooses by one finger, not by the last of two that came together or by the heel of the hand', () => {
  const picked: number[] = [];
  const stage = { pick: (x: number) => ({ node: x, link: -1 }), drag: vi.fn(), zoom: vi.fn(), home: vi.fn() } as unknown as EcosystemStage;
  const events = { onPick: (node: number) => picked.push(node), onHover: vi.fn(), onEnter: vi.fn() } as unknown as EcosystemEvents;
  const canvas = new Canvas();
  const stop = followScenePointer(canvas as unknown as HTMLElement, stage, events);
  const send = (type: string, pointerId: number, clientX: number) =>
    canvas.dispatchEvent(Object.assign(new Event(type), { pointerId, button: 0, clientX, clientY: 300 }));
  send('pointerdown', 1, 300);
  send('pointerdown', 2, 500);
  send('pointerup', 1, 300);
  send('pointerup', 2, 500);
  expect(picked).toEqual([]);
  send('pointerdown', 3, 400);
  send('pointerup', 3, 400);
  expect(picked).toEqual([400]);
  stop();
});
