import { byFamily, FAMILY_ORDER } from '../states';
import { number, words } from '../words';

/** How many are in which family of states, as a bar and in words for those who do not see it. */
export function StateBar({ counts }: { counts: Record<string, number> }) {
  const sums = byFamily(counts);
  const total = FAMILY_ORDER.reduce((sum, family) => sum + sums[family], 0);
  if (total === 0) return null;
  const there = FAMILY_ORDER.filter((family) => sums[family] > 0);
  const text = there.map((family) => `${number(sums[family])} ${words.state.families[family]}`).join(words.list.and);
  return (
    <svg className="state-bar" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label={text}>
      <title>{text}</title>
      {there.map((family, i) => {
        const before = there.slice(0, i).reduce((sum, each) => sum + sums[each], 0);
        return (
          <rect
            key={family}
            className="bar"
            data-family={family}
            x={(before / total) * 100}
            width={(sums[family] / total) * 100}
            height="8"
          />
        );
      })}
    </svg>
  );
}
