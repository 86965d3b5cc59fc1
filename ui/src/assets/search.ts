import { lean, text, type Raw } from '../search';

/** `project` and `text` narrow the list; `of` and `sel` name the asset that is looked at. */
export type AssetsSearch = { project?: string; text?: string; of?: string; sel?: string; made?: true };
export const assetsSearch = (raw: Raw): AssetsSearch =>
  lean({
    project: text(raw, 'project'),
    text: text(raw, 'text'),
    of: text(raw, 'of'),
    sel: text(raw, 'sel', 400),
    made: raw.made === true || raw.made === 'true' ? (true as const) : undefined,
  });
