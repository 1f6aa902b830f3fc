/** The ranked list over the map: only the rows in sight are elements, each keeps its element while its place moves up or down. */

/** What a row says and how its bar lies; shares are of the list's own width for bars. */
export interface RankText {
  /** Another one for each row. */
  readonly key: string;
  readonly place: string;
  readonly rank: number;
  readonly name: string;
  /** 0-1. */
  readonly share: number;
  readonly colour: string;
  readonly isUncertain: boolean;
  readonly value: string;
  /** The 95 % interval of the value, 0-1; null for a metric without. */
  readonly whisker: { readonly low: number; readonly high: number } | null;
  /** What is planned, 0-1; null where nothing is. */
  readonly plan: number | null;
  /** n and interval. */
  readonly note: string;
  /** The colour metric, where it is another. */
  readonly second: string;
  /** All of it in words. */
  readonly spoken: string;
}

export interface RankListActions {
  readonly rowAt: (at: number) => RankText;
  /** The number of the row with a key, -1 where there is none. */
  readonly atOf: (key: string) => number;
  readonly onPick: (at: number) => void;
}

export interface RankList {
  readonly root: HTMLElement;
  /** Shows `count` rows under a title; rows in sight are read again. */
  show(title: string, count: number): void;
  /** The rows in sight with the boxes of their bars, top first. */
  seen(): readonly { readonly at: number; readonly bar: DOMRect }[];
  focus(): void;
  dispose(): void;
}

interface RowElement {
  readonly root: HTMLLIElement;
  readonly button: HTMLButtonElement;
  readonly parts: Readonly<Record<(typeof PARTS)[number], HTMLElement>>;
  at: number;
}

const PARTS = ['rank', 'name', 'track', 'bar', 'glass', 'whisker', 'value', 'second', 'note'] as const;
/** Height of a row in rem: a finger's width. */
const ROW_REM = 4;
/** Rows kept beyond both edges. */
const MARGIN_ROWS = 4;
const STEPS: Readonly<Record<string, (at: number, page: number, last: number) => number>> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  PageDown: (at, page) => at + page,
  PageUp: (at, page) => at - page,
  Home: () => 0,
  End: (_, __, last) => last,
};

export function createRankList(host: HTMLElement, { rowAt, atOf, onPick }: RankListActions): RankList {
  const root = element('section', 'rank');
  const heading = root.appendChild(element('h2', 'rank-title'));
  const scroll = root.appendChild(element('div', 'rank-scroll'));
  const list = scroll.appendChild(element('ol', 'rank-rows'));
  const rows = new Map<string, RowElement>();
  let count = 0;
  let active = 0;
  host.append(root);

  const rowPixels = () => ROW_REM * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

  /** The numbers of the rows that are in sight or nearly so. */
  function range(margin: number): readonly number[] {
    const height = rowPixels();
    const first = Math.max(0, Math.floor(scroll.scrollTop / height) - margin);
    const last = Math.min(count - 1, Math.ceil((scroll.scrollTop + scroll.clientHeight) / height) - 1 + margin);
    const wanted = Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
    return active < count && !wanted.includes(active) && root.contains(document.activeElement) ? [...wanted, active] : wanted;
  }

  function fill(): void {
    const gone = new Set(rows.keys());
    for (const at of range(MARGIN_ROWS)) {
      const text = rowAt(at);
      const row = rows.get(text.key) ?? createRow();
      rows.set(text.key, row);
      gone.delete(text.key);
      row.at = at;
      write(row, text, count);
      row.button.tabIndex = at === active ? 0 : -1;
      row.root.style.transform = `translateY(${at * ROW_REM}rem)`;
      if (row.root.parentNode !== list) list.append(row.root);
    }
    for (const key of gone) {
      rows.get(key)?.root.remove();
      rows.delete(key);
    }
  }

  /** The row that has the focus: it keeps it wherever it moves. */
  function heldKey(): string | null {
    for (const [key, { button }] of rows) if (button === document.activeElement) return key;
    return null;
  }

  function createRow(): RowElement {
    const item = document.createElement('li');
    const button = item.appendChild(document.createElement('button'));
    button.type = 'button';
    const parts = Object.fromEntries(PARTS.map((part) => [part, element('span', `rank-${part}`)])) as unknown as RowElement['parts'];
    parts.track.append(parts.bar, parts.glass, parts.whisker, parts.value);
    button.append(parts.rank, parts.name, parts.track, parts.second, parts.note);
    const row: RowElement = { root: item, button, parts, at: 0 };
    button.addEventListener('click', () => onPick(row.at));
    return row;
  }

  function handleKey(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const page = Math.max(1, Math.floor(scroll.clientHeight / rowPixels()) - 1);
    activate(Math.max(0, Math.min(count - 1, step(active, page, count - 1))));
  }

  function activate(at: number): void {
    active = at;
    const height = rowPixels();
    scroll.scrollTop = Math.max((at + 1) * height - scroll.clientHeight, Math.min(scroll.scrollTop, at * height));
    fill();
    focus();
  }

  function focus(): void {
    for (const row of rows.values()) if (row.at === active) row.button.focus({ preventScroll: true });
  }

  scroll.addEventListener('scroll', fill, { passive: true });
  root.addEventListener('keydown', handleKey);
  const observer = new ResizeObserver(() => count > 0 && fill());
  observer.observe(scroll);

  return {
    root,
    show(title, nextCount) {
      count = nextCount;
      const held = heldKey();
      const at = held === null ? -1 : atOf(held);
      active = at >= 0 ? at : Math.min(active, Math.max(0, count - 1));
      heading.textContent = title;
      root.ariaLabel = title;
      list.style.height = `${count * ROW_REM}rem`;
      fill();
    },
    seen() {
      const box = scroll.getBoundingClientRect();
      return Array.from(rows.values(), ({ at, parts }) => ({ at, bar: parts.bar.getBoundingClientRect() }))
        .filter(({ bar }) => bar.bottom > box.top && bar.top < box.bottom)
        .sort((one, other) => one.at - other.at);
    },
    focus,
    dispose() {
      observer.disconnect();
      root.remove();
    },
  };
}

function write({ root, button, parts }: RowElement, text: RankText, count: number): void {
  root.dataset.place = text.place;
  root.ariaSetSize = String(count);
  button.ariaLabel = text.spoken;
  button.dataset.rank = String(text.rank);
  for (const part of ['rank', 'name', 'value', 'second', 'note'] as const) {
    const said = String(text[part]);
    if (parts[part].textContent !== said) parts[part].textContent = said;
  }
  parts.bar.style.width = `${text.share * 100}%`;
  parts.bar.style.background = text.colour;
  parts.value.style.left = `${Math.max(text.share, text.whisker?.high ?? 0, text.plan ?? 0) * 100}%`;
  parts.glass.hidden = text.plan === null;
  parts.glass.style.width = `${(text.plan ?? 0) * 100}%`;
  parts.whisker.hidden = text.whisker === null;
  parts.second.style.setProperty('--swatch', text.colour);
  root.dataset.uncertain = String(text.isUncertain);
  if (text.whisker === null) return;
  parts.whisker.style.left = `${text.whisker.low * 100}%`;
  parts.whisker.style.width = `${(text.whisker.high - text.whisker.low) * 100}%`;
}

function element(tag: string, className: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  return made;
}
