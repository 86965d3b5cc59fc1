/** What the content of an artifact is, as its kind says and as it is: whoever told it may have told anything. */
export type Content =
  | { kind: 'markdown'; text: string }
  | { kind: 'table'; columns: string[]; rows: string[][] }
  | { kind: 'link'; target: string; safe: boolean }
  | { kind: 'text'; text: string };

const SAFE = /^(https?:\/\/|mailto:)/i;

const cell = (value: unknown): string => (typeof value === 'string' ? value : value === null || value === undefined ? '' : JSON.stringify(value));

/** `text`: what the server sends for it. */
export function contentOf(kind: string, text: string): Content {
  if (kind === 'markdown') return { kind, text };
  const body = parsed(text) as { columns?: unknown; rows?: unknown; target?: unknown } | null;
  if (kind === 'table' && Array.isArray(body?.columns) && Array.isArray(body?.rows)) {
    return { kind, columns: body.columns.map(cell), rows: body.rows.map((row) => (Array.isArray(row) ? row.map(cell) : [cell(row)])) };
  }
  if (kind === 'link' && typeof body?.target === 'string') return { kind, target: body.target, safe: SAFE.test(body.target) };
  return { kind: 'text', text };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
