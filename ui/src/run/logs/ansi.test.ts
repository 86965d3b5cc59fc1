import { describe, expect, test } from 'vitest';
import { pieces, plain } from './ansi';

const texts = (text: string, search = '') => pieces(text, search).map((piece) => piece.text);

describe('a line', () => {
  test('loses nothing but escape sequences', () => {
    const line = 'a\u001b[31mred\u001b[0m b \u001b[2K\u001b]0;title\u0007c\u001b[38;5;200md\u001b[m';
    expect(texts(line).join('')).toBe('ared b cd');
    expect(plain(line)).toBe('ared b cd');
  });

  test('has the colours that it was given', () => {
    const found = pieces('\u001b[1;31mbad\u001b[0m good', '');
    expect(found[0]).toMatchObject({ text: 'bad', look: { colour: 'red', bold: true } });
    expect(found[1]).toMatchObject({ text: ' good', look: null });
  });

  test('has links only to the web, and what is behind them is not in them', () => {
    const found = pieces('see (https://example.com/a?b=c). or javascript:alert(1) "https://x.example/"onmouseover="y', '');
    expect(found.filter((piece) => piece.href).map((piece) => piece.href)).toEqual(['https://example.com/a?b=c', 'https://x.example/']);
  });

  test('is marked where a search found something, across colours too', () => {
    const found = pieces('Or\u001b[32mders and orders', 'ORDERS');
    expect(
      found
        .filter((piece) => piece.mark)
        .map((piece) => piece.text)
        .join('|'),
    ).toBe('Or|ders|orders');
    expect(found.map((piece) => piece.text).join('')).toBe('Orders and orders');
  });

  test('has no control characters, and its marks stay where they are', () => {
    expect(texts('a\u0000b\u0007c\td')).toEqual(['a b c\td']);
  });
});
