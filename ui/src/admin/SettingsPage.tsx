import { Link, Outlet } from '@tanstack/react-router';
import { Lock } from 'lucide-react';
import { useBootstrap } from '../parts/may';
import { adminWords } from '../words/admin';
import { SECTIONS } from './sections';

/** The parts of the settings beside the one that is open. */
export function SettingsPage() {
  const permissions = useBootstrap()?.permissions ?? [];
  return (
    <div className="page settings">
      <nav className="settings-nav" aria-label={adminWords.list}>
        <ul>
          {SECTIONS.map(({ to, label, icon: Icon, route }) => (
            <li key={to}>
              <Link to={to} className="nav-link" activeOptions={{ includeSearch: false }} title={permissions.includes(route) ? undefined : adminWords.mayNot(route)}>
                <Icon size={15} aria-hidden="true" />
                <span className="grow">{label}</span>
                {!permissions.includes(route) && <Lock size={12} aria-label={adminWords.mayNot(route)} />}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className="settings-main">
        <Outlet />
      </div>
    </div>
  );
}
