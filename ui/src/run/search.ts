/** What addresses of the parts of a run say behind the question mark. */
export type ArtifactSearch = { sel?: string; q?: string };

export const artifactSearch = (raw: Record<string, unknown>): ArtifactSearch => {
  const text = (name: string, longest: number) => (typeof raw[name] === 'string' && raw[name] !== '' ? { [name]: (raw[name] as string).slice(0, longest) } : {});
  return { ...text('sel', 240), ...text('q', 200) };
};
