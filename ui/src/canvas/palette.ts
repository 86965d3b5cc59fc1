import { FAMILY_ORDER, type Family } from '../states';

/** The colours of the theme for who paints, read from the tokens. */
export type Palette = {
  ground: string;
  surface: string;
  raised: string;
  sunken: string;
  selected: string;
  border: string;
  strong: string;
  text: string;
  soft: string;
  accent: string;
  mark: string;
  onFamily: string;
  family: Record<Family, string>;
  font: string;
};

export function palette(): Palette {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue('--' + name).trim();
  return {
    ground: token('ground'),
    surface: token('surface'),
    raised: token('raised'),
    sunken: token('sunken'),
    selected: token('selected'),
    border: token('border'),
    strong: token('border-strong'),
    text: token('text'),
    soft: token('text-soft'),
    accent: token('accent'),
    mark: token('mark'),
    onFamily: token('on-family'),
    family: Object.fromEntries(FAMILY_ORDER.map((family) => [family, token('family-' + family)])) as Record<Family, string>,
    font: token('font'),
  };
}

/** Calls when the theme changes; what is returned stops that. */
export function onTheme(told: () => void): () => void {
  const observer = new MutationObserver(told);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}
