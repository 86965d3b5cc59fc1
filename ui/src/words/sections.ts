/** What the parts of the settings are called. */
export const sectionWords = {
  projects: 'Projects',
  users: 'Users',
  keys: 'API keys',
  secrets: 'Secrets',
  hooks: 'Hooks',
  limits: 'Limits',
  audit: 'Audit',
  profile: 'You',
} as const;
