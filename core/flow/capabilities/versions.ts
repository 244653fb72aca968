/** Flow JSON versions that can still be published, oldest first (WhatsApp reference 1.1). */
export const flowJsonVersions = ["5.0", "5.1", "6.0", "6.1", "6.2", "6.3", "7.0", "7.1", "7.2", "7.3"] as const;

/** Data API versions that a Flow may name (WhatsApp reference 1.1). */
export const dataApiVersions = ["3.0", "4.0"] as const;

/** Negative when `left` is the older version. Dotted integers, compared part by part: `1.10` is newer than `1.9`. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [left.split(".").map(Number), right.split(".").map(Number)];
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
