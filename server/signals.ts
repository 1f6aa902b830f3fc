/** When a program is told to stop: by Ctrl-C, or by whoever supervises it. */

/** A terminal tells every program behind `npm start`, and each passes it on: what comes within this time is the same Ctrl-C. */
const SAME_PRESS_MS = 1000;

/** Calls `stop` once. Whoever asks again, later, does not want to wait: the process ends there and then. */
export function onStopSignal(stop: () => void): void {
  let firstMs: number | null = null;
  const told = (signal: NodeJS.Signals): void => {
    if (firstMs === null) {
      firstMs = performance.now();
      stop();
    } else if (performance.now() - firstMs > SAME_PRESS_MS) {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    }
  };
  process.on('SIGINT', told);
  process.on('SIGTERM', told);
}
