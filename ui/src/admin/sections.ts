import { Bell, FolderTree, Gauge, KeyRound, ScrollText, ShieldEllipsis, UserRound, UsersRound } from 'lucide-react';
import { sectionWords as say } from '../words/sections';

/** The parts of the settings in their order, and what each needs at least. */
export const SECTIONS = [
  { to: '/settings/projects', label: say.projects, icon: FolderTree, route: 'GET /projects' },
  { to: '/settings/users', label: say.users, icon: UsersRound, route: 'GET /users' },
  { to: '/settings/keys', label: say.keys, icon: KeyRound, route: 'GET /keys' },
  { to: '/settings/secrets', label: say.secrets, icon: ShieldEllipsis, route: 'GET /projects/{project}/secrets' },
  { to: '/settings/hooks', label: say.hooks, icon: Bell, route: 'GET /projects/{project}/hooks' },
  { to: '/settings/limits', label: say.limits, icon: Gauge, route: 'GET /limits' },
  { to: '/settings/audit', label: say.audit, icon: ScrollText, route: 'GET /audit' },
  { to: '/settings/profile', label: say.profile, icon: UserRound, route: 'GET /ui/bootstrap' },
] as const;
