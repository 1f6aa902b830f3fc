/** Requests to the server: one that gets no answer fails in the reader's words, not in those of the browser. */
import { say, texts } from '../model/language.ts';
import type { ErrorBody } from '../protocol/query.ts';

const TEXTS = texts({
  en: 'the server was not reached',
  pt: 'o servidor não foi alcançado',
  de: 'der Server war nicht zu erreichen',
});

/** As `fetch`. Throws the AbortError where somebody aborted it, else an Error that says that no answer came. */
export async function reach(path: string, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new Error(say(TEXTS), { cause });
  }
}

/** What an answer that is a refusal says: the server's own message, or its status where something between says no. */
export async function refusalOf(response: Response): Promise<string> {
  try {
    return ((await response.json()) as ErrorBody).error.message;
  } catch {
    return `${response.status} ${response.statusText}`;
  }
}
