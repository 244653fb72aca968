/** Ids of neutral fields and choices, made from HubSpot's own names: the same form gives the same ids every time. */

/** Lower case letters, digits, underscores; starts with a letter; at most 60 of them. */
export function slug(name: string): string {
  const safe = name
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, "_")
    .slice(0, 58)
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
  const keysOf = new Map<string, Set<string>>();
  for (const { key, wanted } of keys) keysOf.set(wanted, (keysOf.get(wanted) ?? new Set()).add(key));
  const taken = (wanted: string) => (keysOf.get(wanted)?.size ?? 0) > 1;
  const ids = new Map<string, string>();
  const used = new Set<string>();
  for (const { key, wanted, exact } of keys.toSorted((a, b) => Number(b.exact) - Number(a.exact))) {
    if (ids.has(key)) continue;
    const id = exact || !taken(wanted) ? wanted : `${wanted}_${shortHash(key)}`;
    ids.set(key, used.has(id) ? nextFree(id, used) : id);
    used.add(ids.get(key) ?? id);
  }
  return ids;
}

/** For the one case in millions where even the hashes agree. */
function nextFree(id: string, used: ReadonlySet<string>): string {
  let count = 2;
  while (used.has(`${id}_${count}`)) count += 1;
  return `${id}_${count}`;
}
