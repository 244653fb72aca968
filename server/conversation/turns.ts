/**
 * One exchange of a session at a time. Several at once would each read what the others are about to change, and all but
 * one would have to decide again; with enough of them, somebody would never get through.
 *
 * This keeps order within a process; between processes the session's revision does, with a few tries.
 */
export interface Turns {
  take<Result>(key: string, work: () => Promise<Result>): Promise<Result>;
}

export function turns(): Turns {
  const last = new Map<string, Promise<unknown>>();
  return {
    take: async (key, work) => {
      const before = last.get(key);
      // Whether the one before succeeded is its own caller's business.
      const mine = (before ?? Promise.resolve()).then(work, work);
      last.set(key, mine);
      try {
        return await mine;
      } finally {
        if (last.get(key) === mine) last.delete(key);
      }
    },
  };
}
