/**
 * The paths of all pages. The server answers these with the program, and every other with 404: scripts/pack.mjs tells it.
 * Names in braces stand for anything but a slash. router.test.ts holds them against the routes.
 */
export const PAGES = [
  '/',
  '/login',
  '/flows',
  '/flows/{flow}',
  '/flows/{flow}/overview',
  '/flows/{flow}/runs',
  '/flows/{flow}/grid',
  '/flows/{flow}/versions',
  '/flows/{flow}/graph',
  '/runs',
  '/runs/{run}',
  '/runs/{run}/graph',
  '/runs/{run}/tasks',
  '/runs/{run}/logs',
] as const;
