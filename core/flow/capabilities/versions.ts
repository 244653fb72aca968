/** Flow JSON versions that can still be published, oldest first (WhatsApp reference 1.1). */
export const flowJsonVersions = ["5.0", "5.1", "6.0", "6.1", "6.2", "6.3", "7.0", "7.1", "7.2", "7.3"] as const;

/** Data API versions that a Flow may name (WhatsApp reference 1.1). */
export const dataApiVersions = ["3.0", "4.0"] as const;

const parsed = new Map<string, readonly number[]>();

/** Versions are few and asked about at every property: each is taken apart once. */
function partsOf(version: string): readonly number[] {
  const known = parsed.get(version);
  if (known) return known;
  const parts = version.split(".").map(Number);
  // A version in a Flow that is checked may be any text: only sane ones are kept.
  if (parsed.size < 100 && version.length < 10) parsed.set(version, parts);
  return parts;
}

/** Negative when `left` is the older version. Dotted integers, compared part by part: `1.10` is newer than `1.9`. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [partsOf(left), partsOf(right)];
  for (let part = 0; part < Math.max(a.length, b.length); part += 1) {
    const difference = (a[part] ?? 0) - (b[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** True when something that came with `since` exists in `version`; what has no `since` was always there. */
export function existsIn(version: string, since: string | undefined): boolean {
  return since === undefined || compareVersions(version, since) >= 0;
}
