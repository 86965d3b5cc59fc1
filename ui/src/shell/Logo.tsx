import { words } from '../words';

export function Logo({ large }: { large?: boolean }) {
  return (
    <span className={large ? 'logo large' : 'logo'}>
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="7" />
        <path d="M9 8h8.2a5.4 5.4 0 0 1 1.6 10.6L23 24h-4.3l-3.9-5H12.4v5H9zm3.4 3v5h4.4a2.5 2.5 0 0 0 0-5z" />
      </svg>
      <span className="logo-word">{words.product}</span>
    </span>
  );
}
