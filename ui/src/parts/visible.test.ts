import { describe, expect, it } from 'vitest';
import { visible } from './visible';

describe('what somebody else wrote', () => {
  it('shows what would turn the words around it', () => {
    expect(visible('pay \u202e001$ \u2066a\u2069')).toBe('pay ⟨U+202E⟩001$ ⟨U+2066⟩a⟨U+2069⟩');
  });

  it('stays as it is in any script', () => {
    for (const text of ['', 'شبكة \u200f(1)', 'שלום', '👩‍👩‍👧 漢字']) expect(visible(text)).toBe(text);
  });
});
