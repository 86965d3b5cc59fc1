import { lean, text, type Raw } from '../search';

/** `from`: the run whose parameters it begins with; `params`: values as JSON. What is typed meanwhile is in the draft. */
export type LaunchSearch = { from?: string; params?: string; as?: 'json' };
export const launchSearch = (raw: Raw): LaunchSearch => {
  const from = text(raw, 'from', 60);
  return lean({
    from: from && /^[0-9a-f-]{36}$/i.test(from) ? from : undefined,
    params: text(raw, 'params', 20_000),
    as: raw.as === 'json' ? ('json' as const) : undefined,
  });
};
