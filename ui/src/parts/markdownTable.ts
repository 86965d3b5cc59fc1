/** A table as it stands in Markdown: a row of names, one of dashes, and rows that may be shorter or longer than these. */
export type Table = { kind: 'table'; head: string[]; align: Align[]; rows: string[][] };

export type Align = 'left' | 'right' | 'center' | null;

const DASHES = /^\s*:?-+:?\s*$/;

/** The table that begins with that line, and the line behind it; null: none does. */
export function tableAt(lines: readonly string[], first: number): { table: Table; next: number } | null {
  const [line, below] = [lines[first], lines[first + 1]];
  if (line === undefined || below === undefined || !line.includes('|') || !below.includes('-')) return null;
  const head = cells(line);
  const dashes = cells(below);
  if (dashes.length !== head.length || !dashes.every((cell) => DASHES.test(cell))) return null;
  const rows: string[][] = [];
  let next = first + 2;
  for (; next < lines.length && lines[next]!.includes('|'); next++) {
    const row = cells(lines[next]!);
    rows.push(head.map((_, column) => row[column] ?? ''));
  }
  return { table: { kind: 'table', head, align: dashes.map(alignOf), rows }, next };
}

/** What stands between the bars; one behind a backslash is a part of its cell. */
export function cells(line: string): string[] {
  const found: string[] = [];
  let cell = '';
  const text = line.trim();
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\' && text[i + 1] === '|') cell += text[++i];
    else if (text[i] === '|') {
      found.push(cell.trim());
      cell = '';
    } else cell += text[i];
  }
  found.push(cell.trim());
  if (text.startsWith('|')) found.shift();
  if (found.length > 1 && cell === '' && text.endsWith('|')) found.pop();
  return found;
}

function alignOf(dashes: string): Align {
  const [left, right] = [dashes.trim().startsWith(':'), dashes.trim().endsWith(':')];
  return right ? (left ? 'center' : 'right') : left ? 'left' : null;
}
