/** What addresses of the settings say behind the question mark. */
type Raw = Record<string, unknown>;

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined);

function lean<T extends object>(search: T): T {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as T;
}

export type NameSearch = { q?: string };
export const nameSearch = (raw: Raw): NameSearch => lean({ q: text(raw.q) });

export type KeySearch = { q?: string; owner?: 'mine'; ended?: 'shown' };
export const keySearch = (raw: Raw): KeySearch =>
  lean({ q: text(raw.q), owner: raw.owner === 'mine' ? ('mine' as const) : undefined, ended: raw.ended === 'shown' ? ('shown' as const) : undefined });

/** `project`: the only one it is about. */
export type ScopeSearch = { project?: string; q?: string };
export const scopeSearch = (raw: Raw): ScopeSearch => lean({ project: text(raw.project), q: text(raw.q) });

export type HookSearch = { project?: string; sel?: string };
export const hookSearch = (raw: Raw): HookSearch => lean({ project: text(raw.project), sel: text(raw.sel) });

export const SPANS = ['24h', '7d', '30d'] as const;
export type AuditSearch = { actor?: string; action?: string; span?: (typeof SPANS)[number] };
export const auditSearch = (raw: Raw): AuditSearch =>
  lean({ actor: text(raw.actor), action: text(raw.action), span: SPANS.find((each) => each === raw.span) });
