import { choice, lean, text, type Raw } from '../search';

export const FOLDINGS = ['auto', 'kind', 'lane', 'none'] as const;
export const SHOWN = ['errors', 'critical'] as const;

/**
 * What a graph's address says: the chosen task, the query, what is meant beside it, how it is folded, and what is unfolded:
 * places of nodes, and `g12` for the box whose first node is 12.
 */
export type GraphSearch = { sel?: string; q?: string; show?: (typeof SHOWN)[number]; fold?: (typeof FOLDINGS)[number]; open?: string };

export const graphSearch = (raw: Raw): GraphSearch =>
  lean({
    sel: text(raw, 'sel', 400),
    q: text(raw, 'q'),
    show: choice(raw, 'show', SHOWN),
    fold: choice(raw, 'fold', FOLDINGS),
    open: /^g?\d{1,6}(,g?\d{1,6}){0,49}$/.test(text(raw, 'open', 500) ?? '') ? text(raw, 'open', 500) : undefined,
  });

export type Unfolded = { nodes: number[]; groups: number[] };

export function unfolded(open: string | undefined): Unfolded {
  const each = (open ?? '').split(',').filter(Boolean);
  return { nodes: each.filter((word) => !word.startsWith('g')).map(Number), groups: each.filter((word) => word.startsWith('g')).map((word) => Number(word.slice(1))) };
}

export function openText({ nodes, groups }: Unfolded): string | undefined {
  return [...nodes, ...groups.map((group) => 'g' + group)].slice(-50).join(',') || undefined;
}
