import { visible } from '../parts/visible';

type Props = Record<string, unknown>;

// what people read, or hear, of an element; values of fields are what they are
const READ = ['title', 'aria-label', 'aria-description', 'placeholder', 'alt'];

/** The properties of an element with its texts made visible; the same object where nothing is to be done, as nearly always. */
export function shown(type: unknown, props: Props): Props {
  let changed: Props | null = null;
  const set = (name: string, value: unknown) => ((changed ??= { ...props })[name] = value);
  for (const name of READ) {
    const text = props[name];
    if (typeof text === 'string' && visible(text) !== text) set(name, visible(text));
  }
  const { children } = props;
  if (typeof children === 'string') {
    if (visible(children) !== children) {
      set('children', visible(children));
      if (type === 'option' && props.value === undefined) set('value', children); // its text would be its value
    }
  } else if (Array.isArray(children) && children.some((each) => typeof each === 'string' && visible(each) !== each)) {
    set('children', children.map((each: unknown) => (typeof each === 'string' ? visible(each) : each)));
  }
  return changed ?? props;
}
