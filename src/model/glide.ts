/** Moves heights and colours to new values over time: absolute targets, interruptible, no bounce. */

export interface GlideTarget {
  /** Share of the tallest a slot. */
  readonly shares: Float32Array;
  /** Red, green, blue, alpha a slot; alpha is ignored. */
  readonly colours: Uint8Array;
}

/** What is on the screen now. */
export interface Glide {
  /** Written in place while the number of slots stays; `sharesVersion` and `coloursVersion` count the changes. */
  readonly shares: Float32Array;
  readonly colours: Uint8Array;
  readonly sharesVersion: number;
  readonly coloursVersion: number;
  /** Goes to `target` from what stands now. `slotBefore` says where a slot stood before, -1 for one that rises from nothing; null: where it stands. */
  aim(target: GlideTarget, timing: GlideTiming, slotBefore: ((slot: number) => number) | null): void;
  /** Moves to where things stand at `nowMs`; false once everything has arrived. */
  step(nowMs: number): boolean;
}

export interface GlideTiming {
  readonly nowMs: number;
  /** 0 jumps. */
  readonly ms: number;
  readonly ease: Ease;
}

/** 0-1 to 0-1. */
export type Ease = (progress: number) => number;

/** The alpha of a colour read as one number. */
const ALPHA = new Uint32Array(Uint8Array.of(0, 0, 0, 255).buffer)[0] as number;

/** Colours, each as one number; they begin at a multiple of four bytes. */
function toWords(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
}

/** Below this share a column is not drawn. */
const NOTHING = 1e-4;

export function createGlide(): Glide {
  let shares = new Float32Array(0);
  let colours = new Uint8Array(0);
  let from: GlideTarget = { shares: shares.slice(), colours: colours.slice() };
  let target: GlideTarget = from;
  let timing: GlideTiming = { nowMs: 0, ms: 0, ease: easeOut };
  let arrived = true;
  let sharesVersion = 0;
  let coloursVersion = 0;

  function write(progress: number): void {
    if (progress === 1) {
      arrive();
      return;
    }
    let [sharesChanged, coloursChanged] = [false, false];
    for (let slot = 0; slot < shares.length; slot++) {
      sharesChanged = put(shares, slot, mix(from.shares[slot] as number, target.shares[slot] as number, progress)) || sharesChanged;
      const at = slot * 4;
      for (let part = at; part < at + 3; part++)
        coloursChanged = put(colours, part, mix(from.colours[part] as number, target.colours[part] as number, progress)) || coloursChanged;
      coloursChanged = put(colours, at + 3, (shares[slot] as number) > NOTHING ? 255 : 0) || coloursChanged;
    }
    if (sharesChanged) sharesVersion++;
    if (coloursChanged) coloursVersion++;
  }

  /** As {@link write} at the end, without mixing. */
  function arrive(): void {
    let [sharesChanged, coloursChanged] = [false, false];
    const [words, wanted] = [toWords(colours), toWords(target.colours)];
    for (let slot = 0; slot < shares.length; slot++) {
      const share = target.shares[slot] as number;
      if (shares[slot] !== share) {
        shares[slot] = share;
        sharesChanged = true;
      }
      const word = share > NOTHING ? (wanted[slot] as number) | ALPHA : (wanted[slot] as number) & ~ALPHA;
      if (words[slot] === word >>> 0) continue;
      words[slot] = word;
      coloursChanged = true;
    }
    if (sharesChanged) sharesVersion++;
    if (coloursChanged) coloursVersion++;
  }

  return {
    get shares() {
      return shares;
    },
    get colours() {
      return colours;
    },
    get sharesVersion() {
      return sharesVersion;
    },
    get coloursVersion() {
      return coloursVersion;
    },
    aim(next, nextTiming, slotBefore) {
      const isJump = nextTiming.ms === 0 && next.shares.length === shares.length;
      if (isJump && slotBefore === null) {
        [target, timing, arrived] = [next, nextTiming, false];
        return;
      }
      from = slotBefore === null ? stay(from, { shares, colours }, next) : carryOver({ shares, colours }, next, slotBefore);
      if (next.shares.length !== shares.length) {
        [shares, colours] = [from.shares.slice(), from.colours.slice()];
        [sharesVersion, coloursVersion] = [sharesVersion + 1, coloursVersion + 1];
      }
      [target, timing, arrived] = [next, nextTiming, false];
    },
    step(nowMs) {
      if (arrived) return false;
      const progress = timing.ms > 0 ? Math.min(1, Math.max(0, (nowMs - timing.nowMs) / timing.ms)) : 1;
      write(progress === 1 ? 1 : timing.ease(progress));
      arrived = progress === 1;
      return !arrived;
    },
  };
}

/** Where each slot starts when it stays where it is, written into `from` where that has the room. */
function stay(from: GlideTarget, shown: GlideTarget, next: GlideTarget): GlideTarget {
  const isRoom = from.shares.length === shown.shares.length;
  const [shares, colours] = isRoom ? [from.shares, from.colours] : [shown.shares.slice(), shown.colours.slice()];
  if (isRoom) {
    shares.set(shown.shares);
    colours.set(shown.colours);
  }
  for (let slot = 0; slot < shares.length; slot++) {
    if ((shares[slot] as number) > NOTHING) continue;
    for (let part = slot * 4; part < slot * 4 + 4; part++) colours[part] = next.colours[part] as number;
  }
  return { shares, colours };
}

/** Where each slot of `next` starts: as it stood, or flat and already in its colour. */
function carryOver(shown: GlideTarget, next: GlideTarget, slotBefore: (slot: number) => number) {
  const shares = new Float32Array(next.shares.length);
  const colours = Uint8Array.from(next.colours);
  for (let slot = 0; slot < shares.length; slot++) {
    const before = slotBefore(slot);
    const share = shown.shares[before];
    if (share === undefined) continue;
    shares[slot] = share;
    if (share > NOTHING) colours.set(shown.colours.subarray(before * 4, before * 4 + 4), slot * 4);
  }
  return { shares, colours };
}

/** Writes a value and says whether that changed the array, which rounds as its type does. */
function put(values: Float32Array | Uint8Array, at: number, value: number): boolean {
  const before = values[at];
  values[at] = value;
  return values[at] !== before;
}

function mix(from: number, to: number, progress: number): number {
  return from + (to - from) * progress;
}

/** The largest change of a share between what is shown and what is wanted. */
export function largestChange(shown: Float32Array, wanted: Float32Array): number {
  if (shown.length !== wanted.length) return 1;
  let largest = 0;
  for (let slot = 0; slot < wanted.length; slot++)
    largest = Math.max(largest, Math.abs((shown[slot] as number) - (wanted[slot] as number)));
  return largest;
}

/** Starts fast and settles: for values that change. */
export const easeOut: Ease = (progress) => 1 - (1 - progress) ** 3;

/** Starts and ends gently: for levels and flights. */
export const easeInOut: Ease = (progress) => (progress < 0.5 ? 4 * progress ** 3 : 1 - (-2 * progress + 2) ** 3 / 2);
