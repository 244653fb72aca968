import { createHash } from "node:crypto";

/** Field ids from SurveyMonkey's own: `q_` and the question's id, with `_r`, `_c` and the line's where it has several. */
export class Ids {
  readonly #used = new Set<string>();

  take(key: string): string {
    const slug = key
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "_")
      .replace(/^_+|_+$/g, "")
      .slice(0, 60);
    let id = slug === key && /^[a-z]/.test(slug) ? slug : `q_${slug}_${shortHash(key)}`;
    for (let count = 2; this.#used.has(id); count += 1) id = `q_${slug}_${shortHash(`${key} ${count}`)}`;
    this.#used.add(id);
    return id;
  }
}

/** The tool's own ids where they can be sent and differ. */
export function choiceIds(ids: readonly string[]): string[] {
  const used = new Set<string>();
  return ids.map((id, index) => {
    let result = /^[\w-]{1,64}$/.test(id) && !used.has(id) ? id : `c_${shortHash(`${id} ${index}`)}`;
    while (used.has(result)) result = `${result}_`;
    used.add(result);
    return result;
  });
}

function shortHash(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 6);
}
