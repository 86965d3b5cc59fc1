import { visible } from '../parts/visible';

type Props = Record<string, unknown>;

// what people read, or hear, of an element; values of fields are what they are
const READ = ['title', 'aria-label', 'aria-description', 'placeholder', 'alt'];

/** Texts among children, also of lists within them; the same where nothing is to be done. */
function made(children: unknown): unknown {
  if (typeof children === 'string') return visible(children);
  if (!Array.isArray(children)) return children;
  const all: unknown[] = children.map(made);
  return all.some((each, i) => each !== children[i]) ? all : children;
}

/** The properties of an element with its texts made visible; the same object where nothing is to be done, as nearly always. */
export function shown(type: unknown, props: Props): Props {
  let changed: Props | null = null;
  const set = (name: string, value: unknown) => ((changed ??= { ...props })[name] = value);
  for (const name of READ) {
    const text = props[name];
    if (typeof text === 'string' && visible(text) !== text) set(name, visible(text));
  }
  const { children } = props;
  const seen = made(children);
  if (seen !== children) {
    set('children', seen);
    if (type === 'option' && props.value === undefined && typeof children === 'string') set('value', children); // its text would be its value
  }
  return changed ?? props;
}
