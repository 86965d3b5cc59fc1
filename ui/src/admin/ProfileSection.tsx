import { Link } from '@tanstack/react-router';
import { useId, useState, type ReactNode } from 'react';
import { Action } from '../parts/Action';
import { useBootstrap } from '../parts/may';
import { useTitle } from '../parts/useTitle';
import { navWidth, theme, useSetting, zoneChoice } from '../settings';
import { words } from '../words';
import { adminWords } from '../words/admin';
import { PasswordDialog } from './PasswordDialog';

const say = adminWords.profile;

/** Who reads, and how the pages look to them. */
export function ProfileSection() {
  const bootstrap = useBootstrap();
  const [look, setLook] = useSetting(theme);
  const [zone, setZone] = useSetting(zoneChoice);
  const [nav, setNav] = useSetting(navWidth);
  const [changing, setChanging] = useState(false);
  const [changed, setChanged] = useState(false);
  useTitle(adminWords.sections.profile, adminWords.title);
  if (!bootstrap) return null;
  const { user, permissions } = bootstrap;
  return (
    <section className="settings-section" aria-labelledby="section-title">
      <div className="page-head">
        <h1 id="section-title">{adminWords.sections.profile}</h1>
      </div>
      <p className="soft settings-help">{say.help}</p>
      <dl className="card facts-list">
        <Row name={say.user}>{user.name}</Row>
        <Row name={say.role}>{user.role ? adminWords.users.roles[user.role] : '–'}</Row>
        <Row name={say.project}>{user.project ?? adminWords.forAll}</Row>
        <Row name={say.by}>{user.keyName ?? say.session}</Row>
        <Row name={say.password}>
          {user.keyName ? (
            say.keyHasNone
          ) : (
            <Action route="POST /me/password" onClick={() => (setChanged(false), setChanging(true))}>
              {say.changePassword}
            </Action>
          )}
          {changed && <span role="status"> {say.passwordChanged}</span>}
        </Row>
        <Row name={say.keys}>
          <Link to="/settings/keys" search={{ owner: 'mine' }}>
            {adminWords.sections.keys}
          </Link>
        </Row>
      </dl>
      {changing && <PasswordDialog onDone={() => setChanged(true)} onClose={() => setChanging(false)} />}
      <h2>{say.look}</h2>
      <div className="card facts-list">
        <Choice label={words.theme.label} value={look} choices={{ light: words.theme.light, dark: words.theme.dark, system: words.theme.system }} onChange={setLook} />
        <Choice label={words.zone.label} value={zone} choices={{ local: words.zone.local, utc: words.zone.utc, flow: words.zone.flow }} onChange={setZone} />
        <Choice label={words.nav.label} value={nav} choices={{ wide: words.nav.expand, narrow: words.nav.collapse }} onChange={setNav} />
      </div>
      <details>
        <summary>
          {say.rights} <span className="soft">{say.rightsCount(permissions.length)}</span>
        </summary>
        <ul className="rights">
          {permissions.map((route) => (
            <li key={route}>
              <code>{route}</code>
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="facts-row">
      <dt className="soft">{name}</dt>
      <dd className="wrap">{children}</dd>
    </div>
  );
}

function Choice<T extends string>({ label, value, choices, onChange }: { label: string; value: T; choices: Record<T, string>; onChange: (value: T) => void }) {
  const id = useId();
  return (
    <div className="facts-row">
      <label className="soft" htmlFor={id}>
        {label}
      </label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value as T)}>
        {(Object.entries(choices) as [T, string][]).map(([key, word]) => (
          <option key={key} value={key}>
            {word}
          </option>
        ))}
      </select>
    </div>
  );
}
