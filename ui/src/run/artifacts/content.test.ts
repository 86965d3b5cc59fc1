import { describe, expect, it } from 'vitest';
import { contentOf } from './content';

describe('the content of an artifact', () => {
  it('is a link only to the web and to mail', () => {
    for (const target of ['https://example.com', 'http://example.com/x', 'mailto:ann@example.com']) {
      expect(contentOf('link', JSON.stringify({ target }))).toEqual({ kind: 'link', target, safe: true });
    }
    for (const target of ['javascript:alert(1)', ' https://example.com', 'data:text/html,x', 'JaVaScRiPt:x', '//example.com', 'file:/etc/passwd']) {
      expect(contentOf('link', JSON.stringify({ target }))).toMatchObject({ safe: false });
    }
  });

  it('is a table of texts whatever its cells are', () => {
    expect(contentOf('table', '{"columns":["a",1],"rows":[["x",null],[{"b":2},true],"z"]}')).toEqual({
      kind: 'table',
      columns: ['a', '1'],
      rows: [['x', ''], ['{"b":2}', 'true'], ['z']],
    });
  });

  it('is text where it is not of the form of its kind', () => {
    for (const text of ['', 'no json', '[]', '"https://example.com"', 'null', '{"columns":3}']) {
      expect(contentOf('table', text)).toEqual({ kind: 'text', text });
      expect(contentOf('link', text)).toEqual({ kind: 'text', text });
      expect(contentOf('other', text)).toEqual({ kind: 'text', text });
    }
  });
});
