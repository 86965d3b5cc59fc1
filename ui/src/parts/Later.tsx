import { useDeferredValue, type ReactNode } from 'react';
import { Skeleton } from './PageState';

/**
 * What takes a while to draw, once what was clicked has been answered: the next frame has the skeleton, and its parts are drawn
 * between frames. With another `key` it begins anew.
 */
export function Later({ children }: { children: ReactNode }) {
  const there = useDeferredValue(true, false);
  return there ? children : <Skeleton lines={10} />;
}
