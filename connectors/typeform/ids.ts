import { createHash } from "node:crypto";

/**
 * Makes field ids from Typeform's own keys, never from titles, so that a form imported again has the same ids. A key that is
 * already an id stays as it is; what had to be changed to become one gets a short hash of the key behind it.
 */
export class Ids {
  readonly #used = new Set<string>();

  /** `keys`: the field's `ref`, then its `id`; `place` tells fields without either apart. */
  take(keys: readonly (string | undefined)[], place: string): string {
    const key = keys.find((candidate) => candidate !== undefined && candidate !== "") ?? place;
    const slug = slugOf(key);
    let id = slug === key && !this.#used.has(slug) ? slug : `${slug}_${shortHash(key)}`;
    for (let count = 2; this.#used.has(id); count += 1) id = `${slug}_${shortHash(`${key} ${count}`)}`;
    this.#used.add(id);
    return id;
  }
}

/** The same for the choices of one question, which may keep capitals and hyphens. */
export function choiceIds(choices: readonly { id?: string | undefined; ref?: string | undefined }[]): string[] {
  const used = new Set<string>();
  return choices.map(({ id, ref }, index) => {
    const key = [ref, id].find((candidate) => candidate && /^[\w-]{1,64}$/.test(candidate) && !used.has(candidate));
    let result = key ?? `c_${shortHash(`${ref ?? ""} ${id ?? ""} ${index}`)}`;
    while (used.has(result)) result = `${result}_`;
    used.add(result);
    return result;
  });
}

function slugOf(key: string): string {
  const slug = key
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "")
    .slice(0, 48);
  return /^[a-z]/.test(slug) ? slug : `f_${slug}`;
}

function shortHash(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 6);
}
