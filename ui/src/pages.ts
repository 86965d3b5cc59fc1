/**
 * The paths of all pages. The server answers these with the program, and every other with 404: scripts/pack.mjs tells it.
 * Names in braces stand for anything but a slash. router.test.ts holds them against the routes.
 */
export const PAGES = [
  '/',
  '/login',
  '/flows',
  '/flows/{flow}',
  '/flows/{flow}/runs',
  '/runs',
  '/runs/{run}',
  '/runs/{run}/timeline',
  '/runs/{run}/tasks',
  '/runs/{run}/tasks/{task}',
  '/runs/{run}/logs',
] as const;
