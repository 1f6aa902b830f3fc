/** The name that a reader gives, kept in the browser: while no people are configured, nobody else knows it. */
import { createStore } from 'zustand/vanilla';

const KEY = 'orrery.author';

export const authorStore = createStore<{ readonly author: string }>(() => ({ author: read() }));

export function rememberAuthor(author: string): void {
  authorStore.setState({ author });
  try {
    localStorage.setItem(KEY, author);
  } catch {
    // A browser that keeps nothing asks for the name again next time.
  }
}

function read(): string {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}
