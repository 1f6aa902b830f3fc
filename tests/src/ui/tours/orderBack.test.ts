/** Where the camera goes when a tour that was played in the page is over. */
import { expect, it } from 'vitest';
import { fromSearch } from '../../../../src/model/viewSearch.ts';
import { orderBack } from '../../../../src/ui/tours/orderBack.ts';

const before = fromSearch('?at=BR&camera=-47,-15,4,40,0');

it('goes back to where it was', () => {
  expect(before.camera).not.toBeNull();
  expect(orderBack(before, { ...before })).toEqual({ kind: 'fly', camera: before.camera });
  expect(orderBack(fromSearch('?at=BR'), fromSearch('?at=BR'))).toEqual({ kind: 'home' });
});

it('stays with a view that was opened by a figure of the tour', () => {
  expect(orderBack(before, fromSearch('?at=US'))).toBeNull();
  expect(orderBack(before, { ...before, camera: null })).toBeNull();
});
