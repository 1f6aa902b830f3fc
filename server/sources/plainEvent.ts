/**
 * Reads events whose JSON already is what {@link decodeEvent} would make of it, without making objects: the common case, at a
 * fraction of the cost. It never rejects: what is not plainly so is left to {@link decodeEvent}, which has the last word.
 */
import { EventType } from '../../src/protocol/event.ts';
import { ABSENT, createScanner, NESTED, NULL, skipBlanks, TEXT, WIDE_TEXT } from '../log/jsonScanner.ts';
import { MAX_EVENT_BYTES, MAX_ID_CHARACTERS, MAX_SOURCE_CHARACTERS, MAX_SUBJECT_CHARACTERS, MAX_TYPE_CHARACTERS } from './decode.ts';
import { MAX_DIMENSION_CHARACTERS } from './decodeText.ts';
import { plainTime } from './plainTime.ts';
import { isInScale, isTidyText, isWord, RULES, type Rule, ruleOf, TIDY_TEXT, toFixed } from './plainValues.ts';

const ENVELOPE = ['specversion', 'id', 'source', 'type', 'subject', 'time', 'datacontenttype', 'data'] as const;
type Slot = number;

export interface PlainReader {
  /** Whether the line between `from` and `to` (well-formed UTF-8) is a plain event; if so, the rest tells of it until the next call. */
  read(bytes: Uint8Array, from: number, to: number): boolean;
  /** Milliseconds since 1970 UTC; NaN when the event has none. */
  timeMs(): number;
  /** `data.amount` in whole 1/10,000ths; NaN when there is none. */
  amount(): number;
  /** What stands in each slot, in the words of the scanner, and where: texts with their quotes. */
  readonly kinds: Uint8Array;
  readonly ranges: Int32Array;
  /** The slot of a name of the envelope, or of `data` with `data.` before it: the known names and the declared ones. */
  slot(name: string): Slot;
}

/** `summed`: the sender's own names of `data` that must be numbers; `found`: those whose place matters. */
export interface DeclaredNames {
  readonly summed: Iterable<string>;
  readonly found: Iterable<string>;
}

const [VERSION, MEDIA_TYPE] = [new TextEncoder().encode('"1.0"'), new TextEncoder().encode('"application/json"')];
/** Types whose `data` must be looked into. */
const PLANS = [EventType.targetSet, EventType.forecastSet].map((type) => new TextEncoder().encode(JSON.stringify(type)));
const [SPACE, OPEN] = [0x20, 0x7b];

export function createPlainReader(declared: DeclaredNames): PlainReader {
  const rules = rulesOf(declared);
  const dataNames = [...rules.keys()];
  const ruleAt = [...rules.values()];
  const { scan, kinds, ranges, found, count } = createScanner(ENVELOPE, dataNames);
  const dataSlots = ENVELOPE.length;
  const slot = (name: string): Slot =>
    name.startsWith('data.') ? dataSlots + dataNames.indexOf(name.slice('data.'.length)) : (ENVELOPE as readonly string[]).indexOf(name);
  const [version, id, source, type, subject, time, mediaType, data] = ENVELOPE.map(slot) as [
    Slot,
    Slot,
    Slot,
    Slot,
    Slot,
    Slot,
    Slot,
    Slot,
  ];
  /** Of the texts that need be no more than tidy; 0 for all else. */
  const mostCharacters = new Int32Array(kinds.length);
  for (const [at, most] of [
    [id, MAX_ID_CHARACTERS],
    [source, MAX_SOURCE_CHARACTERS],
    [type, MAX_TYPE_CHARACTERS],
    [subject, MAX_SUBJECT_CHARACTERS],
  ] as const) {
    mostCharacters[at] = most;
  }
  for (const [at, rule] of ruleAt.entries()) if (rule === TIDY_TEXT) mostCharacters[dataSlots + at] = MAX_DIMENSION_CHARACTERS;
  const [amount, score, scale] = [slot('data.amount'), slot('data.score'), slot('data.scale')];
  let body: Uint8Array = new Uint8Array(0);
  let timeMs = Number.NaN;

  const kindOf = (at: Slot): number => kinds[at] as number;
  const start = (at: Slot): number => ranges[2 * at] as number;
  const end = (at: Slot): number => ranges[2 * at + 1] as number;
  const isMissing = (at: Slot): boolean => kindOf(at) === ABSENT || kindOf(at) === NULL;
  const isSaid = (at: Slot): boolean => kindOf(at) === TEXT || kindOf(at) === WIDE_TEXT;
  const isExactly = (at: Slot, word: Uint8Array): boolean => kindOf(at) === TEXT && isWord(body, start(at), end(at), word);

  const isEnvelope = (): boolean =>
    isExactly(version, VERSION) &&
    isSaid(id) &&
    isSaid(source) &&
    isSaid(type) &&
    !isPlan() &&
    (isMissing(mediaType) || isExactly(mediaType, MEDIA_TYPE));
  const readTime = (): boolean => {
    timeMs = kindOf(time) === TEXT ? plainTime(body, start(time) + 1, end(time) - 1) : Number.NaN;
    return !Number.isNaN(timeMs) || isMissing(time);
  };
  const isPlan = (): boolean => {
    for (let plan = 0; plan < PLANS.length; plan++) if (isExactly(type, PLANS[plan] as Uint8Array)) return true;
    return false;
  };
  /** By its own rule, where the quick look at a text does not tell. */
  const isPlainValue = (at: Slot): boolean => {
    if (at >= dataSlots) return (ruleAt[at - dataSlots] as Rule)(body, kindOf(at), start(at), end(at));
    return mostCharacters[at] === 0 || kindOf(at) === NULL || isTidyText(body, kindOf(at), start(at), end(at), mostCharacters[at]);
  };
  const areValues = (): boolean => {
    const many = count();
    for (let name = 0; name < many; name++) {
      const at = found[name] as Slot;
      const length = (ranges[2 * at + 1] as number) - (ranges[2 * at] as number) - 2;
      const isTidy =
        kinds[at] === TEXT &&
        length > 0 &&
        length <= (mostCharacters[at] as number) &&
        body[(ranges[2 * at] as number) + 1] !== SPACE &&
        body[(ranges[2 * at + 1] as number) - 2] !== SPACE;
      if (!isTidy && !isPlainValue(at)) return false;
    }
    return true;
  };
  const isData = (): boolean => {
    if (!isMissing(data) && (kindOf(data) !== NESTED || body[start(data)] !== OPEN)) return false;
    return kindOf(score) === ABSENT || kindOf(scale) === ABSENT || isInScale(body, start(score), end(score), start(scale), end(scale));
  };
  return {
    kinds,
    ranges,
    slot,
    timeMs: () => timeMs,
    amount: () => (kindOf(amount) === ABSENT ? Number.NaN : toFixed(body, kindOf(amount), start(amount), end(amount))),
    read: (bytes, from, to) => {
      body = bytes;
      if (to - from > MAX_EVENT_BYTES) return false;
      const behind = scan(bytes, from, to);
      return behind >= 0 && skipBlanks(bytes, behind, to) === to && isEnvelope() && areValues() && readTime() && isData();
    },
  };
}

/** The rule of every name of `data` that is looked for. */
function rulesOf({ summed, found }: DeclaredNames): ReadonlyMap<string, Rule> {
  const rules = new Map(RULES);
  for (const name of summed) if (!rules.has(name)) rules.set(name, ruleOf('decimal'));
  for (const name of found) {
    if (!rules.has(name)) rules.set(name, ruleOf('own'));
    // A declared name with dots may be a path into a nested value, which is not found.
    const root = name.includes('.') ? name.slice(0, name.indexOf('.')) : name;
    if (!rules.has(root)) rules.set(root, ruleOf('root'));
  }
  return rules;
}
