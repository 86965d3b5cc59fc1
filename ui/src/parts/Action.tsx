import type { ReactNode } from 'react';
import { words } from '../words';
import { useMay } from './may';

/** A button that does what a route does: disabled for whom may not take it, and says then what it takes. */
export function Action({ route, className = 'button', title, disabled, label, onClick, children }: { route: string; className?: string; title?: string; disabled?: boolean; label?: string; onClick: () => void; children: ReactNode }) {
  const may = useMay(route);
  return (
    <button type="button" className={className} aria-label={label} disabled={!may || disabled} title={may ? title : words.page.needs(route)} onClick={onClick}>
      {children}
    </button>
  );
}
