/** Keeps a wall well for weeks: holds its frame rate, keeps the screen awake, and loads the page again quietly between two scenes when that is due. */
import { useEffect, useRef, useState } from 'react';
import { useLive } from '../../live/LiveProvider.tsx';
import { HELD_MS, type ReloadReason, reloadReason } from '../../model/wall/care.ts';
import { densityOf, govern, NEW_GOVERNOR } from '../../model/wall/governor.ts';
import { toWallClock } from '../../model/wallClock.ts';
import { useCatalog } from '../../ui/catalogContext.ts';
import { densityStore } from '../../ui/density.ts';
import { readBuild } from './build.ts';
import type { Standing } from './useScene.ts';

/** How often the page looks at itself, how often it asks which build the server has, and how long a loss of graphics is remembered, ms. */
const LOOK_EVERY_MS = 5000;
const BUILD_EVERY_MS = 60_000;
const LOSSES_WITHIN_MS = 600_000;
const ONE_LOSS_MS = 5000;
/** Objects of the page may take so much. */
const HEAP_BUDGET = 600 * 1024 * 1024;
/** The curtain is down before the page goes. */
const CURTAIN_MS = 900;

/** Losses of graphics contexts since the page was loaded, for tests and people who look into a problem. */
let losses = 0;
export const contextLosses = () => losses;

/** Whether the curtain is down, because the page is about to be loaded again. */
export function useCare(standing: Standing | null): boolean {
  useFrameBudget();
  useWakeLock();
  const reason = useReason();
  const [isDown, setDown] = useState(false);
  const before = useRef(standing);
  useEffect(() => {
    const isBoundary = before.current !== null && standing !== before.current;
    before.current = standing;
    if (reason === null) return undefined;
    if (isBoundary) void leave(reason, setDown);
    const timer = setInterval(() => void leave(reason, setDown), HELD_MS);
    return () => clearInterval(timer);
  }, [standing, reason]);
  return isDown;
}

/** Only while the server answers: a page that cannot be loaded would leave a screen with the browser's own complaint. */
async function leave(reason: ReloadReason, setDown: (isDown: boolean) => void): Promise<void> {
  if ((await readBuild()) === null) return;
  setDown(true);
  await new Promise((resolve) => setTimeout(resolve, CURTAIN_MS));
  if ((await readBuild()) === null) {
    setDown(false);
    return;
  }
  sessionStorage.setItem('orrery.wall reloaded', JSON.stringify({ reason, at: new Date().toISOString() }));
  window.location.reload();
}

function useReason(): ReloadReason | null {
  const live = useLive();
  const { timezone } = useCatalog();
  const [reason, setReason] = useState<ReloadReason | null>(null);
  useEffect(() => {
    const bornMs = Date.now();
    const lost: number[] = [];
    let ownBuild: string | null = null;
    let serverBuild: string | null = null;
    const handleLoss = () => {
      losses++;
      // All contexts of a page are often lost in one moment.
      if (Date.now() - (lost.at(-1) ?? 0) > ONE_LOSS_MS) lost.push(Date.now());
    };
    const askBuild = async () => {
      serverBuild = await readBuild();
      ownBuild ??= serverBuild;
    };
    const look = () => {
      const nowMs = Date.now();
      while (lost[0] !== undefined && lost[0] < nowMs - LOSSES_WITHIN_MS) lost.shift();
      const clock = toWallClock(live.room.serverNow(), timezone).slice(11);
      setReason(
        reloadReason({
          bornMs,
          nowMs,
          minuteOfDay: Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)),
          heapBytes: heapBytes(),
          heapBudget: HEAP_BUDGET,
          ownBuild,
          serverBuild,
          isOutdated: live.connection.getState().outdated,
          contextLosses: lost.length,
          isBroken: document.querySelector('.orrery-map-failure, [data-failed]') !== null,
        }),
      );
    };
    void askBuild();
    // Caught on the way down: the event does not rise.
    window.addEventListener('webglcontextlost', handleLoss, true);
    const timers = [setInterval(look, LOOK_EVERY_MS), setInterval(() => void askBuild(), BUILD_EVERY_MS)];
    return () => {
      window.removeEventListener('webglcontextlost', handleLoss, true);
      for (const timer of timers) clearInterval(timer);
    };
  }, [live, timezone]);
  return reason;
}

/** Chromium tells; others do not. */
function heapBytes(): number | null {
  const { memory } = performance as { readonly memory?: { readonly usedJSHeapSize: number } };
  return memory?.usedJSHeapSize ?? null;
}

/** Draws less densely where frames come too slowly. */
function useFrameBudget(): void {
  useEffect(() => {
    let state = NEW_GOVERNOR;
    let frames: number[] = [];
    let lastMs = performance.now();
    let frame = requestAnimationFrame(count);
    function count(nowMs: number): void {
      frames.push(nowMs - lastMs);
      lastMs = nowMs;
      frame = requestAnimationFrame(count);
    }
    const timer = setInterval(() => {
      const sorted = frames.sort((one, other) => one - other);
      frames = [];
      // A page that nobody sees gets no frames: that says nothing of its speed.
      if (document.visibilityState !== 'visible' || sorted.length === 0) return;
      state = govern(state, sorted[Math.floor(sorted.length * 0.9)] as number);
      if (densityStore.getState().density !== densityOf(state)) densityStore.setState({ density: densityOf(state) });
    }, LOOK_EVERY_MS);
    return () => {
      cancelAnimationFrame(frame);
      clearInterval(timer);
    };
  }, []);
}

/** The screen stays on while the page is seen; a browser that does not allow it decides by itself. */
function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    const hold = async () => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
      lock = await navigator.wakeLock.request('screen').catch(() => null);
    };
    void hold();
    document.addEventListener('visibilitychange', hold);
    return () => {
      document.removeEventListener('visibilitychange', hold);
      void lock?.release();
    };
  }, []);
}
