import { Fragment, jsx as one, jsxs as several } from 'react/jsx-runtime';
import { shown } from './shown';

export type { JSX } from 'react/jsx-runtime';
export { Fragment };

// The compiler calls these for every element. So no text that somebody else wrote turns the words around it, wherever it is put.
export const jsx: typeof one = (type, props, key) => one(type, shown(type, props as Record<string, unknown>), key);
export const jsxs: typeof several = (type, props, key) => several(type, shown(type, props as Record<string, unknown>), key);
