import { expect, test } from 'vitest';
import { grouped } from './changes';

test('differences are put together by what they are of', () => {
  expect(
    grouped([
      { part: 'task', name: 'a', field: 'retries', before: '1', after: '2' },
      { part: 'task', name: 'b', after: '' },
      { part: 'task', name: 'a', field: 'tags', after: 'db' },
      { part: 'parameter', name: 'a', before: 'int' },
    ]).map(({ part, name, kind, fields }) => [part, name, kind, fields.length]),
  ).toEqual([
    ['task', 'a', 'changed', 2],
    ['task', 'b', 'added', 1],
    ['parameter', 'a', 'removed', 1],
  ]);
});
