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
  '/flows/{flow}/schedules',
  '/flows/{flow}/backfills',
  '/schedules',
  '/agents',
  '/agents/{agent}',
  '/runs',
  '/runs/{run}',
  '/runs/{run}/tasks',
  '/runs/{run}/logs',
  '/settings',
  '/settings/projects',
  '/settings/users',
  '/settings/keys',
  '/settings/secrets',
  '/settings/hooks',
  '/settings/limits',
  '/settings/audit',
  '/settings/profile',
] as const;
