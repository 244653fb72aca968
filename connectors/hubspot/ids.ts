/** Ids of neutral fields and choices, made from HubSpot's own names: the same form gives the same ids every time. */

/** Lower case letters, digits, underscores; starts with a letter. */
export function slug(name: string): string {
  const safe = name
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, "_")
    .replace(/^_+|_+$/g, "");
  return /^[a-z]/.test(safe) ? safe : `f_${safe || "x"}`;
}

/** Six characters that tell names apart that share a slug (FNV-1a, 32 bits). */
export function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(36).padStart(7, "0").slice(-6);
}

/**
 * An id for each key. One that needed no change keeps its slug; others whose slug is taken get a hash of their key.
 * The order of the keys plays no part, so moving a question does not rename it.
 */
export function uniqueIds(
  keys: readonly { readonly key: string; readonly wanted: string; readonly exact: boolean }[],
): Map<string, string> {
  const bySlug = Map.groupBy(keys, ({ wanted }) => wanted);
  return new Map(
    keys.map(({ key, wanted, exact }) => {
      const alone = bySlug.get(wanted)?.every((other) => other.key === key) ?? true;
      return [key, exact || alone ? wanted : `${wanted}_${shortHash(key)}`];
    }),
  );
}
