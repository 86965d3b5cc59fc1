import { expect, test } from 'vitest';
import { without } from './Field';

test('JSON that was half typed goes with its place, and no other', () => {
  const broken = { '/a': '1', '/a/0': '2', '/ab': '3', '/b/a': '4' };
  expect(without(broken, '/a')).toEqual({ '/ab': '3', '/b/a': '4' });
  expect(without(broken, '/c')).toEqual(broken);
});
