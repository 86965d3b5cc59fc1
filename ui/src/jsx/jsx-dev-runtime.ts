import { Fragment, jsxDEV as made } from 'react/jsx-dev-runtime';
import { shown } from './shown';

export type { JSX } from 'react/jsx-dev-runtime';
export { Fragment };

export const jsxDEV: typeof made = (type, props, ...rest) => made(type, shown(type, props as Record<string, unknown>), ...rest);
