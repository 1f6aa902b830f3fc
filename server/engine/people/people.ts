/** Who is in which segment, judged by the events up to a sequence number: kept for the newest one, read again for any other. */
import { type FrequencySteps, NAMED_SEGMENTS, namedBox, type PeopleRule, writeRule } from '../../../src/protocol/people.ts';
import { axisOf, createTest, fromAxis, measuresOf } from '../../../src/protocol/peopleAxis.ts';
import type { Read } from '../readers.ts';
import type { Dictionaries } from '../rows.ts';
import { type Facts, readFacts } from './facts.ts';
import { frequencySteps, measureColumn } from './measures.ts';
import { createStanding, type Standing } from './standing.ts';

/** The people up to a sequence number; never changes. Columns are by customer code. */
export interface PeopleAt {
  readonly seq: number;
  readonly newestMs: number | null;
  readonly steps: FrequencySteps;
  readonly facts: Facts;
  /** NaN where somebody has no value. */
  measure(id: string): Float64Array;
  /** Where everybody stands on the axis of a measure: people of one value side by side, up to the next. NaN where somebody has none. */
  place(id: string): Float64Array;
  /** Code of the named segment, from 1; 0 for those who never ordered. */
  segments(): Uint8Array;
  /** 1 for those whom the rule takes. */
  members(rule: PeopleRule): Uint8Array;
}

export interface People {
  /** The people up to `seq`, through the snapshot that `read` reads. */
  at(seq: number, read: Read): Promise<PeopleAt>;
  /** The same where they are known already, else null. */
  known(seq: number): PeopleAt | null;
}

/** Rules whose members are remembered. */
const MOST_REMEMBERED = 64;

/** `isContinuous` says whether all that counted at the first sequence number still counts at the second. */
export function createPeople(
  dictionaries: Pick<Dictionaries, 'size' | 'text'>,
  isContinuous: (fromSeq: number, toSeq: number) => boolean = () => true,
): People {
  const standing = createStanding(dictionaries);
  let newest: { readonly facts: Facts; readonly people: PeopleAt } | null = null;
  const known = (seq: number): PeopleAt | null => (newest?.facts.seq === seq ? newest.people : null);

  async function readAt(seq: number, read: Read): Promise<PeopleAt> {
    const before = newest && isContinuous(newest.facts.seq, seq) ? newest.facts : null;
    const facts = await readFacts(read, seq, dictionaries.size('customer'), before);
    const people = judge(facts, standing);
    if (newest === null || facts.seq >= newest.facts.seq) newest = { facts, people };
    return people;
  }

  return { known, at: async (seq, read) => known(seq) ?? readAt(seq, read) };
}

function judge(facts: Facts, standing: Standing): PeopleAt {
  const columns = new Map<string, Float64Array>();
  const remembered = new Map<string, Uint8Array>();
  const measure = (id: string): Float64Array => {
    const column = columns.get(id) ?? measureColumn(id, facts);
    columns.set(id, column);
    return column;
  };
  const places = new Map<string, Float64Array>();
  const place = (id: string): Float64Array => {
    const known = places.get(id) ?? standing.places(axisOf(id), measure(id));
    places.set(id, known);
    return known;
  };
  const steps = frequencySteps(measure('frequency'));
  let segments: Uint8Array | null = null;

  function members(rule: PeopleRule): Uint8Array {
    const key = writeRule(rule);
    const known = remembered.get(key);
    if (known) return known;
    const found = membersOf(rule, steps, facts.known, rule.kind === 'lasso' ? valuesOf(place) : measure);
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(key, found);
    return found;
  }

  return {
    seq: facts.seq,
    newestMs: facts.newestMs,
    facts,
    steps,
    measure,
    place,
    members,
    segments() {
      if (segments) return segments;
      segments = new Uint8Array(facts.known.length);
      for (const [at, id] of NAMED_SEGMENTS.entries()) {
        const inside = membersOf(namedBox(id, steps), steps, facts.known, measure);
        for (let customer = 1; customer < inside.length; customer++) if (inside[customer] === 1) segments[customer] = at + 1;
      }
      return segments;
    },
  };
}

/** Places of axes as the values that stand there. */
const valuesOf =
  (place: (id: string) => Float64Array) =>
  (id: string): Float64Array =>
    place(id).map((at) => fromAxis(axisOf(id), at));

function membersOf(rule: PeopleRule, steps: FrequencySteps, known: Uint8Array, measure: (id: string) => Float64Array): Uint8Array {
  if (rule.kind === 'named') return membersOf(namedBox(rule.id, steps), steps, known, measure);
  if (rule.kind === 'box') return boxMembers(rule.sides, known, measure);
  const test = createTest(rule, steps);
  const columns = new Map(measuresOf(rule).map((id) => [id, measure(id)]));
  let customer = 0;
  const valueFor = (id: string): number => columns.get(id)?.[customer] ?? Number.NaN;
  const found = new Uint8Array(known.length);
  for (customer = 1; customer < known.length; customer++) found[customer] = known[customer] === 1 && test(valueFor) ? 1 : 0;
  return found;
}

/** Side by side over everybody: the eight named segments of 100,000 people took a tenth of a second one person at a time. */
function boxMembers(
  sides: readonly { readonly measure: string; readonly from: number | null; readonly to: number | null }[],
  known: Uint8Array,
  measure: (id: string) => Float64Array,
): Uint8Array {
  const found = known.slice();
  found[0] = 0;
  for (const side of sides) {
    const values = measure(side.measure);
    const from = side.from ?? -Number.MAX_VALUE;
    const to = side.to ?? Number.POSITIVE_INFINITY;
    const isOpen = side.to === null;
    for (let customer = 1; customer < found.length; customer++) {
      const value = values[customer] as number;
      if (!(value >= from && (value < to || (isOpen && value === to)))) found[customer] = 0;
    }
  }
  return found;
}
