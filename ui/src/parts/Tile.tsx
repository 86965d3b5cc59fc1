import type { ReactNode } from 'react';

/** A part of a page on a card of its own. */
export function Tile({ id, title, note, size, children }: { id: string; title: string; note?: ReactNode; size?: 'wide' | 'two'; children: ReactNode }) {
  return (
    <section className={'card tile' + (size ? ' ' + size : '')} aria-labelledby={id}>
      <h2 id={id}>
        {title}
        {note && <span className="soft tile-note">{note}</span>}
      </h2>
      {children}
    </section>
  );
}
