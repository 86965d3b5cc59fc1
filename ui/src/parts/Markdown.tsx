import type { ReactNode } from 'react';
import { words } from '../words';
import { tableAt, type Table } from './markdownTable';

/**
 * Markdown that users wrote, as far as readmes and reports need it: headings, paragraphs, lists, quotes, tables, code, emphasis, links. All of it is
 * text to the browser: markup in it is shown as it was written, and a link leads to http, https or mail and nowhere else.
 */
export function Markdown({ text }: { text: string }) {
  return <div className="markdown">{blocks(text).map((block, i) => drawn(block, i))}</div>;
}

export type Block =
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'list'; ordered: boolean; items: string[] }
  | { kind: 'quote'; text: string }
  | { kind: 'rule' }
  | Table
  | { kind: 'paragraph'; text: string };

const FENCE = /^ {0,3}(```+|~~~+)/;
const HEADING = /^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$/;
const ITEM = /^ {0,3}(?:[-*+]|(\d{1,9})[.)])\s+(.*)$/;
const RULE = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;
const QUOTE = /^ {0,3}>\s?(.*)$/;

/** The text in blocks, line by line. */
export function blocks(text: string): Block[] {
  const found: Block[] = [];
  const lines = text.split(/\r?\n/);
  for (let i = 0; i < lines.length; ) {
    const line = lines[i]!;
    const table = tableAt(lines, i);
    const fence = FENCE.exec(line);
    const heading = HEADING.exec(line);
    const item = RULE.test(line) ? null : ITEM.exec(line);
    if (fence) {
      const end = lines.findIndex((each, at) => at > i && each.trim().startsWith(fence[1]!));
      const last = end < 0 ? lines.length : end;
      found.push({ kind: 'code', text: lines.slice(i + 1, last).join('\n') });
      i = last + 1;
    } else if (table) {
      found.push(table.table);
      i = table.next;
    } else if (line.trim() === '') {
      i++;
    } else if (heading) {
      found.push({ kind: 'heading', level: heading[1]!.length, text: heading[2]! });
      i++;
    } else if (RULE.test(line)) {
      found.push({ kind: 'rule' });
      i++;
    } else if (item) {
      const items: string[] = [];
      for (; i < lines.length && lines[i]!.trim() !== ''; i++) {
        const next = ITEM.exec(lines[i]!);
        if (next) items.push(next[2]!);
        else items[items.length - 1] += ' ' + lines[i]!.trim();
      }
      found.push({ kind: 'list', ordered: item[1] !== undefined, items });
    } else if (QUOTE.test(line)) {
      const said: string[] = [];
      for (; i < lines.length && QUOTE.test(lines[i]!); i++) said.push(QUOTE.exec(lines[i]!)![1]!);
      found.push({ kind: 'quote', text: said.join(' ') });
    } else {
      const said: string[] = [];
      for (; i < lines.length && !begins(lines[i]!) && !tableAt(lines, i); i++) said.push(lines[i]!.trim());
      if (said.length === 0) said.push(lines[i++]!.trim());
      found.push({ kind: 'paragraph', text: said.join(' ') });
    }
  }
  return found;
}

const begins = (line: string): boolean => line.trim() === '' || [FENCE, HEADING, ITEM, RULE, QUOTE].some((each) => each.test(line));

export type Span = { kind: 'text' | 'code' | 'strong' | 'emphasis'; text: string } | { kind: 'link'; text: string; to: string };

const SPAN = /`([^`]+)`|\*\*([^*]+)\*\*|__([^_]+)__|\*([^*\s][^*]*)\*|\[([^\]]*)\]\(([^()\s]+)\)|(https?:\/\/[^\s<>()[\]]*[^\s<>()[\].,;:!?'"])/g;
const ALLOWED = /^(https?:\/\/|mailto:)/i;

/** What stands within a line. */
export function spans(text: string): Span[] {
  const found: Span[] = [];
  let at = 0;
  for (const match of text.matchAll(SPAN)) {
    const [whole, code, strong, strong2, emphasis, label, to, bare] = match;
    if (match.index > at) found.push({ kind: 'text', text: text.slice(at, match.index) });
    at = match.index + whole.length;
    if (code !== undefined) found.push({ kind: 'code', text: code });
    else if (strong !== undefined || strong2 !== undefined) found.push({ kind: 'strong', text: (strong ?? strong2)! });
    else if (emphasis !== undefined) found.push({ kind: 'emphasis', text: emphasis });
    else if (to !== undefined && ALLOWED.test(to)) found.push({ kind: 'link', text: label || to, to });
    else if (bare !== undefined) found.push({ kind: 'link', text: bare, to: bare });
    else found.push({ kind: 'text', text: whole });
  }
  if (at < text.length) found.push({ kind: 'text', text: text.slice(at) });
  return found;
}

function inline(text: string): ReactNode[] {
  return spans(text).map((span, i) => {
    switch (span.kind) {
      case 'text':
        return span.text;
      case 'code':
        return <code key={i}>{span.text}</code>;
      case 'strong':
        return <strong key={i}>{span.text}</strong>;
      case 'emphasis':
        return <em key={i}>{span.text}</em>;
      case 'link':
        return (
          <a key={i} href={span.to} target="_blank" rel="noreferrer noopener nofollow">
            {span.text}
          </a>
        );
    }
  });
}

function drawn(block: Block, key: number): ReactNode {
  switch (block.kind) {
    case 'heading':
      // below those of the page
      return block.level === 1 ? <h3 key={key}>{inline(block.text)}</h3> : <h4 key={key}>{inline(block.text)}</h4>;
    case 'code':
      return (
        <pre key={key} className="code" tabIndex={0}>
          {block.text}
        </pre>
      );
    case 'list': {
      const items = block.items.map((item, i) => <li key={i}>{inline(item)}</li>);
      return block.ordered ? <ol key={key}>{items}</ol> : <ul key={key}>{items}</ul>;
    }
    case 'quote':
      return <blockquote key={key}>{inline(block.text)}</blockquote>;
    case 'table':
      return (
        <div key={key} className="markdown-table" tabIndex={0} role="region" aria-label={words.page.table(block.head)}>
          <table>
            <thead>
              <tr>
                {block.head.map((cell, i) => (
                  <th key={i} scope="col" data-align={block.align[i]}>
                    {inline(cell)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row, i) => (
                <tr key={i}>
                  {row.map((cell, j) => (
                    <td key={j} data-align={block.align[j]}>
                      {inline(cell)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
    case 'rule':
      return <hr key={key} />;
    case 'paragraph':
      return <p key={key}>{inline(block.text)}</p>;
  }
}
