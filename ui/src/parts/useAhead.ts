import { useRouter, type AnyRoute } from '@tanstack/react-router';
import { useEffect } from 'react';

/** A browser that asks for little data is not given what may not be needed. */
const saves = (): boolean => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;

const REST = 1_000;

/** Fetches the programs of the parts of a page once it has rested and has nothing else to do, so that a click on one of them waits for its data only. */
export function useAhead(parts: readonly { to: string }[]): void {
  const router = useRouter();
  useEffect(() => {
    if (parts.length === 0 || saves()) return;
    const fetch = () => {
      const routes = router.routesById as Record<string, AnyRoute | undefined>;
      for (const { to } of parts) {
        const route = routes['/inside' + to];
        if (route) void router.loadRouteChunk(route)?.catch(() => {}); // who clicks on it is told
      }
    };
    let idle = 0;
    const rest = setTimeout(() => {
      if ('requestIdleCallback' in globalThis) idle = requestIdleCallback(fetch);
      else fetch();
    }, REST);
    return () => {
      clearTimeout(rest);
      if (idle) cancelIdleCallback(idle);
    };
  }, [router, parts]);
}
