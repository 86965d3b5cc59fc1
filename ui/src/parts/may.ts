import { useQuery } from '@tanstack/react-query';
import { bootstrapQuery } from '../api/queries';
import type { Bootstrap } from '../api/schema.gen';

/** Whom the pages are shown to; they are not shown to anybody else. */
export function useBootstrap(): Bootstrap | undefined {
  return useQuery(bootstrapQuery).data;
}

/** Whether they may take that route, written as the server's table does: `POST /flow-runs/{run}/cancel`. */
export function useMay(route: string): boolean {
  return useBootstrap()?.permissions.includes(route) ?? false;
}
