/** What all forms say. */
export const formWords = {
  cancel: 'Not now',
  busy: 'One moment …',
  leave: 'What you typed is not kept yet.',
  stay: 'Go on',
  discard: 'Throw it away',
  typed: (name: string) => `To be sure, type ${name}`,
} as const;
