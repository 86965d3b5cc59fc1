import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { PanelLeftClose, PanelLeftOpen, Search } from 'lucide-react';
import { Suspense, useEffect, useRef, useState } from 'react';
import { Skeleton } from '../parts/PageState';
import { navWidth, useSetting } from '../settings';
import { words } from '../words';
import { Crumbs } from './Crumbs';
import { LinkBanner, LinkDot } from './LinkState';
import { Logo } from './Logo';
import { NAV } from './nav';
import { Palette } from './Palette';
import { ThemeMenu, UserMenu, ZoneMenu } from './menus';

/** What stands around every page. */
export function Shell() {
  const [width, setWidth] = useSetting(navWidth);
  const [palette, setPalette] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const open = (event.key === 'k' && (event.ctrlKey || event.metaKey)) || (event.key === '/' && !typing(event.target));
      if (!open || event.altKey) return;
      event.preventDefault();
      setPalette(true);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
  const narrow = width === 'narrow';
  return (
    <div className="shell" data-nav={width}>
      <Skip />
      <nav className="nav" aria-label={words.nav.label}>
        <Link to="/" className="nav-logo" aria-label={words.product}>
          <Logo />
        </Link>
        <ul>
          {NAV.map(({ to, label, icon: Icon }) => (
            <li key={to}>
              <Link to={to} className="nav-link" activeOptions={{ exact: to === '/', includeSearch: false }} title={narrow ? label : undefined}>
                <Icon size={16} aria-hidden="true" />
                <span className="nav-word">{label}</span>
              </Link>
            </li>
          ))}
        </ul>
        <button
          type="button"
          className="nav-link nav-width"
          aria-label={narrow ? words.nav.expand : words.nav.collapse}
          title={narrow ? words.nav.expand : words.nav.collapse}
          onClick={() => setWidth(narrow ? 'wide' : 'narrow')}
        >
          {narrow ? <PanelLeftOpen size={16} aria-hidden="true" /> : <PanelLeftClose size={16} aria-hidden="true" />}
        </button>
      </nav>
      <header className="bar-top">
        <Crumbs />
        <button type="button" className="search-button" onClick={() => setPalette(true)} aria-label={words.palette.open}>
          <Search size={14} aria-hidden="true" />
          <span className="search-word">{words.palette.open}</span>
          <kbd className="search-word" aria-hidden="true">
            /
          </kbd>
        </button>
        <LinkDot />
        <ZoneMenu />
        <ThemeMenu />
        <UserMenu />
      </header>
      <main className="content" id="content" tabIndex={-1}>
        <LinkBanner />
        <Suspense fallback={<Skeleton />}>
          <Outlet />
        </Suspense>
      </main>
      {palette && <Elsewhere onLeft={() => setPalette(false)} />}
      {palette && <Palette onClose={() => setPalette(false)} />}
    </div>
  );
}

const usePath = (): string => useRouterState({ select: (state) => state.location.pathname });

// what follows the address is of its own: all around a page would be drawn anew with each part that is opened
function Skip() {
  return (
    <a className="skip" href={usePath() + '#content'} onClick={(event) => (event.preventDefault(), document.getElementById('content')?.focus())}>
      {words.skip}
    </a>
  );
}

function Elsewhere({ onLeft }: { onLeft: () => void }) {
  const path = usePath();
  const first = useRef(path);
  useEffect(() => {
    if (path !== first.current) onLeft();
  }, [path]);
  return null;
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
