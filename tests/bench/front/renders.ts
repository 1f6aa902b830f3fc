/** How many components a page draws anew, counted in the built page itself. */
import type { Browser, BrowserContext } from 'playwright-core';

declare global {
  interface Window {
    renders: { commits: number; components: number };
  }
}

/** A browser whose pages count in `window.renders` from their first script on. */
export function countingRenders(browser: Browser): Browser {
  const newContext = async (options?: Parameters<Browser['newContext']>[0]): Promise<BrowserContext> => {
    const context = await browser.newContext(options);
    await context.addInitScript(countRenders);
    return context;
  };
  return new Proxy(browser, { get: (owner, name) => (name === 'newContext' ? newContext : Reflect.get(owner, name, owner)) });
}

/** What React keeps of a component, as far as it is read here. */
interface Fiber {
  readonly tag: number;
  readonly flags: number;
  readonly child: Fiber | null;
  readonly sibling: Fiber | null;
  readonly alternate: Fiber | null;
}

/** Runs in the page: React tells this hook of every commit. */
function countRenders(): void {
  const counted = { commits: 0, components: 0 };
  window.renders = counted;
  /** Functions, contexts' readers and memos; the flag says that one did something. */
  const kinds = [0, 11, 14, 15];
  function walk(next: Fiber, before: Fiber | null): void {
    if (kinds.includes(next.tag) && (next.flags & 1) === 1) counted.components += 1;
    if (before !== null && next.child === before.child) return;
    for (let child = next.child; child !== null; child = child.sibling) walk(child, before && child.alternate);
  }
  Object.assign(window, {
    __REACT_DEVTOOLS_GLOBAL_HOOK__: {
      supportsFiber: true,
      inject: () => 1,
      onCommitFiberUnmount: () => {},
      onPostCommitFiberRoot: () => {},
      onCommitFiberRoot(_renderer: number, { current }: { current: Fiber }) {
        counted.commits += 1;
        walk(current, current.alternate);
      },
    },
  });
}
