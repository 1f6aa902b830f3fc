import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type History, MOST_STEPS, NO_HISTORY, record, redo, SAME_STEP_MS, undo } from '../../../src/model/history.ts';
import { toCountry } from '../../../src/model/place.ts';
import { setFilter, toggleFilter } from '../../../src/model/viewFilters.ts';
import { DEFAULT_VIEW, drillTo, selectPlace, type ViewState } from '../../../src/model/viewState.ts';

type Change = (view: ViewState) => ViewState;

/** Applies changes one after the other, `pauseMs` apart. */
function act(changes: readonly Change[], pauseMs = SAME_STEP_MS): { history: History; view: ViewState } {
  let [history, view, atMs] = [NO_HISTORY, DEFAULT_VIEW, 0];
  for (const change of changes) {
    const after = change(view);
    atMs += pauseMs;
    history = record(history, [view, after], atMs);
    view = after;
  }
  return { history, view };
}

const brazil: Change = (view) => drillTo(view, toCountry('BR'));
const toys: Change = (view) => toggleFilter(view, 'category', 'Toys');
const web: Change = (view) => toggleFilter(view, 'channel', 'web');
const light: Change = (view) => ({ ...view, theme: 'light' });
const turned: Change = (view) => ({ ...view, camera: { longitude: 9, latitude: 9, zoom: 3, pitch: 0, bearing: 0 } });
const windowTo =
  (to: string): Change =>
  (view) => ({ ...view, window: { kind: 'between', from: '2026-01-01T00:00:00Z', to } });

describe('steps of the view', () => {
  it('keeps two filters apart, however soon one follows the other', () => {
    const { history, view } = act([toys, web], 10);
    expect(undo(history, view)?.[1].where).toEqual({ category: ['Toys'] });
  });

  it('leads back through every step and forth again', () => {
    const { history, view } = act([brazil, toys, web]);
    const [first, withToys] = undo(history, view) ?? [NO_HISTORY, view];
    expect(withToys.where).toEqual({ category: ['Toys'] });
    const [second, inBrazil] = undo(first, withToys) ?? [NO_HISTORY, view];
    expect([inBrazil.where, inBrazil.focus?.id]).toEqual([{}, 'BR']);
    expect(redo(second, inBrazil)?.[1]).toEqual(withToys);
  });

  it('takes back only what the step did: the numbers of now stay chosen, and the note that is read stays open', () => {
    const asOf = { epoch: 'e', seq: 1, at: '2026-03-01T00:00:00Z' };
    const { history, view } = act([(before) => ({ ...before, asOf }), toys, (before) => ({ ...before, tense: 'now', note: 'n' })]);
    expect(undo(history, view)?.[1]).toMatchObject({ where: {}, asOf, tense: 'now', note: 'n' });
  });

  it('has no step that ends where it began: taking one back always shows something', () => {
    const { history, view } = act([brazil, toys, toys], 50);
    expect(view.where).toEqual({});
    expect(undo(history, view)?.[1].focus).toBeNull();
    const apart = act([brazil, toys, toys]);
    expect(undo(apart.history, apart.view)?.[1].where).toEqual({ category: ['Toys'] });
  });

  it('takes what follows quickly on the same thing as one step', () => {
    const { history, view } = act(
      [windowTo('2026-02-01T00:00:00Z'), windowTo('2026-03-01T00:00:00Z'), windowTo('2026-04-01T00:00:00Z')],
      50,
    );
    expect(history.past).toHaveLength(1);
    expect(undo(history, view)?.[1].window).toEqual({ kind: 'all' });
  });

  it('takes all that is played as one step, however slowly, and loses none of what was done before', () => {
    const drawn = act([toys, windowTo('2026-02-01T00:00:00Z')]);
    let { history, view } = drawn;
    for (let frame = 0; frame < 2 * MOST_STEPS; frame++) {
      const after = windowTo(new Date(Date.UTC(2026, 2, 1 + frame)).toISOString())(view);
      history = record(history, [view, after], 10_000 + frame * 2 * SAME_STEP_MS, true);
      view = after;
    }
    const [rest, beforePlay] = undo(history, view) ?? [NO_HISTORY, view];
    expect(beforePlay).toEqual(drawn.view);
    expect(undo(rest, beforePlay)?.[1]).toMatchObject({ where: { category: ['Toys'] }, window: { kind: 'all' } });
  });

  it('keeps quick steps on different things apart', () => {
    expect(act([toys, brazil, windowTo('2026-02-01T00:00:00Z')], 50).history.past).toHaveLength(3);
  });

  it('counts neither the camera nor how a person likes to look, and leaves the latter alone', () => {
    const { history, view } = act([toys, turned, light]);
    expect(history.past).toHaveLength(1);
    expect(undo(history, view)?.[1]).toMatchObject({ where: {}, theme: 'light', camera: null });
  });

  it('forgets what was taken back once something else is done', () => {
    const { history, view } = act([brazil, toys]);
    const [back, before] = undo(history, view) ?? [NO_HISTORY, view];
    expect(redo(record(back, [before, web(before)], 99_999), web(before))).toBeNull();
  });

  it('has an end in both directions', () => {
    expect(undo(NO_HISTORY, DEFAULT_VIEW)).toBeNull();
    expect(redo(act([brazil]).history, DEFAULT_VIEW)).toBeNull();
    const many = act(
      Array.from(
        { length: MOST_STEPS + 20 },
        (_, at): Change =>
          (view) =>
            setFilter(view, 'product', [`p${at}`]),
      ),
    );
    expect(many.history.past).toHaveLength(MOST_STEPS);
  });

  it('returns to the very same views, whatever was done', () => {
    const change = fc.constantFrom<Change>(
      brazil,
      toys,
      web,
      turned,
      (view) => selectPlace(view, toCountry('PT')),
      windowTo('2026-05-01T00:00:00Z'),
    );
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
        let { history, view } = act(changes);
        const last = view;
        const seen = history.past.length;
        for (let step = 0; step < seen; step++) [history, view] = undo(history, view) ?? [history, view];
        expect(undo(history, view)).toBeNull();
        for (let step = 0; step < seen; step++) [history, view] = redo(history, view) ?? [history, view];
        expect(view).toEqual(last);
      }),
      { seed: 7 },
    );
  });
});
