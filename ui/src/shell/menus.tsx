import * as Menu from '@radix-ui/react-dropdown-menu';
import { useMutation } from '@tanstack/react-query';
import { Check, Globe, LogOut, Monitor, Moon, Sun, UserRound } from 'lucide-react';
import { type ReactNode } from 'react';
import { post } from '../api/client';
import { queryClient } from '../api/queries';
import { useBootstrap } from '../parts/may';
import { router } from '../router';
import { theme, useSetting, zoneChoice, type Theme } from '../settings';
import type { ZoneChoice } from '../times';
import { words } from '../words';

/** Not modal: nothing has to be injected into the page, which its policy would refuse. */
export function Dropdown({ trigger, children }: { trigger: ReactNode; children: ReactNode }) {
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger asChild>{trigger}</Menu.Trigger>
      <Menu.Portal>
        <Menu.Content className="menu" align="end" sideOffset={6} collisionPadding={8}>
          {children}
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}

function Choices<T extends string>({ label, value, choices, onChange }: { label: string; value: T; choices: Record<T, string>; onChange: (value: T) => void }) {
  return (
    <>
      <Menu.Label className="menu-label">{label}</Menu.Label>
      <Menu.RadioGroup value={value} onValueChange={(next) => onChange(next as T)}>
        {(Object.entries(choices) as [T, string][]).map(([key, word]) => (
          <Menu.RadioItem key={key} value={key} className="menu-item">
            <span className="menu-check">
              <Menu.ItemIndicator>
                <Check size={13} aria-hidden="true" />
              </Menu.ItemIndicator>
            </span>
            {word}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}

export function ZoneMenu() {
  const [choice, setChoice] = useSetting(zoneChoice);
  const { label, local, utc, flow, short } = words.zone;
  return (
    <Dropdown
      trigger={
        <button type="button" className="bar-button" aria-label={`${label}: ${words.zone[choice]}`}>
          <Globe size={15} aria-hidden="true" />
          <span className="bar-word">{short[choice]}</span>
        </button>
      }
    >
      <Choices<ZoneChoice> label={label} value={choice} choices={{ local, utc, flow }} onChange={setChoice} />
    </Dropdown>
  );
}

export function ThemeMenu() {
  const [chosen, setChosen] = useSetting(theme);
  const Icon = { light: Sun, dark: Moon, system: Monitor }[chosen];
  const { label, light, dark, system } = words.theme;
  return (
    <Dropdown
      trigger={
        <button type="button" className="bar-button" aria-label={`${label}: ${words.theme[chosen]}`}>
          <Icon size={15} aria-hidden="true" />
        </button>
      }
    >
      <Choices<Theme> label={label} value={chosen} choices={{ light, dark, system }} onChange={setChosen} />
    </Dropdown>
  );
}

export function UserMenu() {
  const bootstrap = useBootstrap();
  const logout = useMutation({
    mutationFn: () => post('/logout'),
    onSettled: async () => {
      await router.navigate({ to: '/login' });
      queryClient.clear();
    },
  });
  if (!bootstrap) return null;
  const { user, version } = bootstrap;
  return (
    <Dropdown
      trigger={
        <button type="button" className="bar-button" aria-label={words.user.menu(user.name)}>
          <UserRound size={15} aria-hidden="true" />
          <span className="bar-word user-name">{user.name}</span>
        </button>
      }
    >
      <div className="menu-text">
        <strong>{user.name}</strong>
        {user.role && <span>{words.user.role(user.role)}</span>}
        <span className="soft">{words.user.version(version)}</span>
      </div>
      <Menu.Separator className="menu-line" />
      <Menu.Item className="menu-item" onSelect={() => logout.mutate()}>
        <span className="menu-check">
          <LogOut size={13} aria-hidden="true" />
        </span>
        {words.user.logout}
      </Menu.Item>
    </Dropdown>
  );
}
