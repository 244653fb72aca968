/** Whether two values hold the same, whatever the order of their keys; a key that is undefined is one that is missing. */
export function same(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (Array.isArray(one) || Array.isArray(other)) {
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((each, index) => same(each, other[index]))
    );
  }
  if (!isRecord(one) || !isRecord(other)) return false;
  return [...keysOf(one, other)].every((key) => same(one[key], other[key]));
}

/** The keys of both. */
export function keysOf(one: object, other: object): ReadonlySet<string> {
  return new Set([...Object.keys(one), ...Object.keys(other)]);
}

/** The keys in which they differ. */
export function differences(one: object, other: object): string[] {
  const [left, right] = [
    new Map<string, unknown>(Object.entries(one)),
    new Map<string, unknown>(Object.entries(other)),
  ];
  return [...keysOf(one, other)].filter((key) => !same(left.get(key), right.get(key)));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
