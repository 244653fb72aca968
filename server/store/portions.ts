/** Long lists in statements, in portions of one length: a database keeps each statement's plan, and there are few of them. */
const portion = 250;

/** The last one is filled up with its own last value, which changes nothing in a list of wanted ids. */
export function portions(ids: readonly string[]): string[][] {
  const cut: string[][] = [];
  for (let from = 0; from < ids.length; from += portion) {
    const part = ids.slice(from, from + portion);
    cut.push([...part, ...Array<string>(portion - part.length).fill(part.at(-1) ?? "")]);
  }
  return cut;
}

/** What all portions find, one after the other. */
export async function inPortions<Found>(
  ids: readonly string[],
  find: (part: string[]) => Promise<readonly Found[]>,
): Promise<Found[]> {
  const found: Found[] = [];
  for (const part of portions(ids)) found.push(...(await find(part)));
  return found;
}
