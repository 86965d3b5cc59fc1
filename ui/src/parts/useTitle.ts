import { useEffect } from 'react';
import { words } from '../words';
import { visible } from './visible';

/** The title of the page, from the nearest to the widest: `run · flow · Reeve`. */
export function useTitle(...names: (string | undefined | null)[]): void {
  const title = visible([...names.filter(Boolean), words.product].join(' · '));
  useEffect(() => {
    document.title = title;
  }, [title]);
}
