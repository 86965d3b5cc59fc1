export const quantile = (values, q) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length === 0 ? NaN : sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))];
};

export const median = (values) => quantile(values, 0.5);

/**
 * Figures with what they stand beside. `bar`: what ui/README.md promises, which a slow machine may miss; `ratio`: how much
 * more than what it stands beside it may be, which no machine excuses.
 */
export class Table {
  rows = [];

  add(row) {
    this.rows.push(row);
    console.error(this.line(row).map((each) => each.trim()).filter(Boolean).join('  '));
  }

  /** What breaks the build of whoever asks. */
  broken() {
    return this.rows.filter((row) => row.ratio !== undefined && row.value / row.beside > row.ratio);
  }

  line({ what, value, unit, beside, of, bar, ratio, digits = 1 }) {
    const write = (number) => (Number.isFinite(number) ? number.toFixed(digits) : '–');
    const times = beside === undefined ? '' : (value / beside).toFixed(1) + ' ×';
    const held = ratio === undefined ? '' : value / beside > ratio ? `BROKEN: over ${ratio} ×` : `held: ${ratio} ×`;
    return [what, `${write(value)} ${unit}`, beside === undefined ? '' : `${write(beside)} ${of}`, times, bar === undefined ? '' : `${bar} ${value <= bar ? 'met' : 'missed'}`, held];
  }

  text() {
    const head = ['what', 'figure', 'beside', 'ratio', 'bar', 'gate'];
    const lines = [head, ...this.rows.map((row) => this.line(row))];
    const widths = head.map((_, i) => Math.max(...lines.map((line) => line[i].length)));
    return lines.map((line) => line.map((cell, i) => (i === 0 || i === 5 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ').trimEnd()).join('\n');
  }
}
