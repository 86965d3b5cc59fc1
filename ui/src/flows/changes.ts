import type { VersionChange } from '../api/schema.gen';

/** All that differs of one task or parameter, or of the flow itself. */
export type Changed = { part: string; name: string; kind: 'added' | 'removed' | 'changed'; fields: VersionChange[] };

/** Differences put together by what they are of, in their order. */
export function grouped(changes: VersionChange[]): Changed[] {
  const found = new Map<string, Changed>();
  for (const change of changes) {
    const key = change.part + '\n' + change.name;
    const kind = change.field != null ? 'changed' : change.after != null ? 'added' : 'removed';
    const known = found.get(key);
    if (known) known.fields.push(change);
    else found.set(key, { part: change.part, name: change.name, kind, fields: [change] });
  }
  return [...found.values()];
}
