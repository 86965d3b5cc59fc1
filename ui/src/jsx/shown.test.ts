import { expect, test } from 'vitest';
import { shown } from './shown';

const turning = 'load\u202egpj.exe';
const written = 'load⟨U+202E⟩gpj.exe';

test('texts of an element, those between others, and what is said of it are made visible', () => {
  expect(shown('b', { children: turning, title: turning, 'aria-label': turning })).toEqual({ children: written, title: written, 'aria-label': written });
  expect(shown('p', { children: ['a ', turning, 3, null, ['b', turning]] })).toEqual({ children: ['a ', written, 3, null, ['b', written]] });
});

test('what nothing is to be done to stays the same object', () => {
  const props = { children: ['שלום', ' ', 12, ['a', 'b']], title: 'load', placeholder: undefined };
  expect(shown('b', props)).toBe(props);
});

test('the values of fields stay what they are', () => {
  expect(shown('input', { value: turning, placeholder: 'Name' })).toEqual({ value: turning, placeholder: 'Name' });
  expect(shown('option', { children: turning })).toEqual({ children: written, value: turning });
  expect(shown('option', { children: turning, value: '7' })).toEqual({ children: written, value: '7' });
});
