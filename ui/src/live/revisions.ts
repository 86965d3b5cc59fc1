/** What was seen last of each topic. States never go back: what is not newer is dropped. Pure. */
export class Revisions {
  private readonly known = new Map<string, number>();

  /** Whether it is news. After a resync everything is. */
  take(topic: string, rev: number, kind: 'change' | 'resync'): boolean {
    const before = this.known.get(topic);
    if (kind === 'change' && before !== undefined && rev <= before) return false;
    this.known.set(topic, rev);
    return true;
  }

  forget(topic: string): void {
    this.known.delete(topic);
  }
}
