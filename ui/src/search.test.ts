import { describe, expect, test } from 'vitest';
import { PAGES } from './pages';
import router from './router.tsx?raw';
import { dashboardSearch, logSearch, loginSearch, readSearch, runsSearch, safeNext, taskSearch, writeSearch } from './search';

describe('an address', () => {
  test('says no more than it has to', () => {
    expect(runsSearch({})).toEqual({});
    expect(dashboardSearch({ window: '24h', other: 1 })).toEqual({ window: '24h' });
  });

  test('is read as it is written', () => {
    const search = { sel: 'fetch[3]', q: 'a&b=c#d%20+e', since: '2026-11-26T03:00:00.000Z', state: 'Failed,TimedOut', line: 12 };
    expect(writeSearch({ state: 'Failed,TimedOut', line: 12, x: undefined })).toBe('?state=Failed,TimedOut&line=12');
    expect(readSearch(writeSearch(search))).toEqual({ ...search, line: '12' });
  });

  test('opens whatever it says', () => {
    expect(runsSearch({ state: 'Failed,Nonsense', since: 'yesterday', sort: 'x', name: 7 })).toEqual({ state: 'Failed', name: '7' });
    expect(taskSearch({ family: 'evil', open: '1,2,x', sel: { a: 1 } })).toEqual({});
    expect(logSearch({ line: '12', level: 'loud', node: -1, q: ['x'] })).toEqual({ line: 12 });
    expect(dashboardSearch({ window: '9y', project: null })).toEqual({});
  });

  test('leads back to a page of ours and nowhere else', () => {
    expect(safeNext('/runs?state=Failed')).toBe('/runs?state=Failed');
    for (const other of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/login', 5, undefined]) {
      expect(safeNext(other)).toBeUndefined();
    }
    expect(loginSearch({ next: '//evil.example', over: 'yes' })).toEqual({});
  });
});

test('the server is told of every page that there is', () => {
  const routes = [...router.matchAll(/path: '([^']*)'/g)].map((found) => found[1]!);
  const named = PAGES.map((page) => page.replace(/\{(\w+)\}/g, '$$$1'));
  for (const route of routes) {
    // that of a part stands below its page
    expect(named.some((page) => page === route || (route !== '/' && page.endsWith(route))), route).toBe(true);
  }
});
