import { describe, expect, test } from 'vitest';
import { blocks, spans } from './Markdown';

describe('markdown of users', () => {
  test('is read in blocks', () => {
    expect(blocks('# Shop\n\nLoads\norders.\n- a\n- b\n  more\n\n```sh\nx <b>\n```\n> said\n***')).toEqual([
      { kind: 'heading', level: 1, text: 'Shop' },
      { kind: 'paragraph', text: 'Loads orders.' },
      { kind: 'list', ordered: false, items: ['a', 'b more'] },
      { kind: 'code', text: 'x <b>' },
      { kind: 'quote', text: 'said' },
      { kind: 'rule' },
    ]);
    expect(blocks('1. a\n2) b')).toEqual([{ kind: 'list', ordered: true, items: ['a', 'b'] }]);
  });

  test('that is broken off or strange is shown all the same', () => {
    expect(blocks('```\nnever closed')).toEqual([{ kind: 'code', text: 'never closed' }]);
    expect(blocks('#no heading')).toEqual([{ kind: 'paragraph', text: '#no heading' }]);
    expect(blocks('')).toEqual([]);
    const lines = Array.from({ length: 5_000 }, (_, i) => '>#-*`['.charAt(i % 6).repeat(i % 40)).join('\n');
    expect(blocks(lines).length).toBeGreaterThan(0);
  });

  test('has tables, whatever stands in them', () => {
    expect(blocks('| Shop | Orders |\n|:---|---:|\n| Berlin | 12 |\n| a \\| b | `x` | more |\n| short |\nafter')).toEqual([
      { kind: 'table', head: ['Shop', 'Orders'], align: ['left', 'right'], rows: [['Berlin', '12'], ['a | b', '`x`'], ['short', '']] },
      { kind: 'paragraph', text: 'after' },
    ]);
    expect(blocks('text before\na | b\n- | :-:\n<script>1</script> | [x](javascript:1)')).toEqual([
      { kind: 'paragraph', text: 'text before' },
      { kind: 'table', head: ['a', 'b'], align: [null, 'center'], rows: [['<script>1</script>', '[x](javascript:1)']] },
    ]);
  });

  test('is no table without its row of dashes, or with another number of them', () => {
    for (const text of ['a | b', 'a | b\n- | - | -', 'a | b\n| x | y', '|\n|']) {
      expect(blocks(text).every((block) => block.kind !== 'table'), text).toBe(true);
    }
    expect(blocks('---|---\n---|---')[0]!.kind).toBe('table');
    const wide = '|'.repeat(20_000);
    expect(blocks(`${wide}\n${wide}\n${wide}`).length).toBeGreaterThan(0);
  });

  test('leads to the web and to mail, and nowhere else', () => {
    expect(spans('see [it](https://a.example/x) or https://b.example/y.')).toEqual([
      { kind: 'text', text: 'see ' },
      { kind: 'link', text: 'it', to: 'https://a.example/x' },
      { kind: 'text', text: ' or ' },
      { kind: 'link', text: 'https://b.example/y', to: 'https://b.example/y' },
      { kind: 'text', text: '.' },
    ]);
    for (const evil of ['javascript:alert`1`', 'data:text/html,x', '//evil.example', '\u0001javascript:x', 'vbscript:x', 'JaVaScRiPt:x']) {
      expect(spans(`[x](${evil})`).some((span) => span.kind === 'link'), evil).toBe(false);
    }
    expect(spans('<img src=x onerror=1>')).toEqual([{ kind: 'text', text: '<img src=x onerror=1>' }]);
  });

  test('has code and emphasis', () => {
    expect(spans('**a** `b*c*` *d* snake_case_name')).toEqual([
      { kind: 'strong', text: 'a' },
      { kind: 'text', text: ' ' },
      { kind: 'code', text: 'b*c*' },
      { kind: 'text', text: ' ' },
      { kind: 'emphasis', text: 'd' },
      { kind: 'text', text: ' snake_case_name' },
    ]);
  });
});
