import { useSyncExternalStore } from 'react';
import type { ZoneChoice } from './times';

export type Theme = 'light' | 'dark' | 'system';

/** A choice of whoever reads, kept in this browser and told to its other tabs. */
class Setting<T extends string> {
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly name: string,
    private readonly choices: readonly T[],
    private readonly usual: T,
    private readonly changed: (value: T) => void = () => {},
  ) {
    globalThis.addEventListener?.('storage', (event) => event.key === this.key && this.tell());
  }

  private get key(): string {
    return 'reeve.' + this.name;
  }

  get = (): T => {
    try {
      const text = localStorage.getItem(this.key) as T | null;
      return text !== null && this.choices.includes(text) ? text : this.usual;
    } catch {
      return this.usual;
    }
  };

  set(value: T): void {
    try {
      localStorage.setItem(this.key, value);
    } catch {
      // it lasts as long as the page then
    }
    this.tell();
  }

  on = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private tell(): void {
    this.changed(this.get());
    this.listeners.forEach((listener) => listener());
  }
}

const systemIsDark = () => globalThis.matchMedia?.('(prefers-color-scheme: dark)');

function show(theme: Theme): void {
  const dark = theme === 'dark' || (theme === 'system' && systemIsDark()?.matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
}

export const theme = new Setting<Theme>('theme', ['light', 'dark', 'system'], 'system', show);
export const zoneChoice = new Setting<ZoneChoice>('zone', ['local', 'utc', 'flow'], 'local');
export const navWidth = new Setting<'wide' | 'narrow'>('nav', ['wide', 'narrow'], 'wide');
export const taskOrder = new Setting<'failed' | 'flow' | 'worker'>('tasks.order', ['failed', 'flow', 'worker'], 'failed');
/** The parts of a run, as its tabs stand. */
export const RUN_TABS = ['timeline', 'graph', 'tasks', 'logs'] as const;
export const runTab = new Setting<(typeof RUN_TABS)[number]>('run.tab', RUN_TABS, 'timeline');

/** Whether long lines of a log go on below, instead of being cut at the edge. */
export const logWrap = new Setting<'on' | 'off'>('logs.wrap', ['on', 'off'], 'off');
/** Whether a graph has its tasks as a list beside it. */
export const graphList = new Setting<'on' | 'off'>('graph.list', ['on', 'off'], 'on');
/** Whether single letters are keys of a graph or timeline that has the focus. */
export const letterKeys = new Setting<'on' | 'off'>('keys.letters', ['on', 'off'], 'on');

systemIsDark()?.addEventListener('change', () => show(theme.get()));

export function useSetting<T extends string>(setting: Setting<T>): [T, (value: T) => void] {
  return [useSyncExternalStore(setting.on, setting.get), (value) => setting.set(value)];
}
