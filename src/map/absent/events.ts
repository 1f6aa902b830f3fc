/** Stands in for `mjolnir.js` (see build/mapLibrary.ts): the hand on the map is MapLibre's and `pointer.ts`'s, deck.gl only draws and listens to nothing. */
class Recognizer {}

export { Recognizer as DoubleClickDrag, Recognizer as Pan, Recognizer as Pinch, Recognizer as Tap };

export class EventManager {
  on(): void {}
  off(): void {}
  watch(): void {}
  destroy(): void {}
}
