/** Numbers come in as numbers and are written as the reader's locale does. */
const rules = new Intl.PluralRules('en');
const numbers = new Intl.NumberFormat();

export const number = (value: number): string => numbers.format(value);

/** `{one: '# run', other: '# runs'}`, with # for the number. */
export function plural(count: number, forms: { one: string; other: string }): string {
  return (rules.select(count) === 'one' ? forms.one : forms.other).replace('#', number(count));
}
