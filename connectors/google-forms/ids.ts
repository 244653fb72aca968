import { createHash } from "node:crypto";

/**
 * Field ids from Google's own keys, never from titles, so that a form imported again has the same ones: `q_` and the key.
 * A key that had to be changed to fit gets a short hash of itself behind it.
 */
export class Ids {
  readonly #used = new Set<string>();

  take(prefix: string, key: string): string {
    const slug = key
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "_")
      .replace(/^_+|_+$/g, "")
      .slice(0, 40);
    let id = slug === key && slug !== "" ? `${prefix}_${slug}` : `${prefix}_${slug || "x"}_${shortHash(key)}`;
    for (let count = 2; this.#used.has(id); count += 1) id = `${prefix}_${slug || "x"}_${shortHash(`${key} ${count}`)}`;
    this.#used.add(id);
    return id;
  }
}

/** Google's options have no id of their own: a hash of the text keeps it when their order changes. */
export function choiceIds(texts: readonly string[]): string[] {
  const used = new Set<string>();
  return texts.map((text) => {
    let id = `o_${shortHash(text)}`;
    for (let count = 2; used.has(id); count += 1) id = `o_${shortHash(`${text} ${count}`)}`;
    used.add(id);
    return id;
  });
}

function shortHash(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 8);
}
