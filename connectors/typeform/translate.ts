/**
 * A definition in another of its languages: the translation's texts, joined by id (form-tools reference 2.9). What has no
 * translation stays as it is.
 */

export interface Translated {
  json: unknown;
  /** Questions and options without a translation. */
  missing: number;
}

/** @param texts the body of `GET /forms/{id}/translation/{language}` */
export function translatedDefinition(json: unknown, texts: unknown, language: string): Translated {
  if (!isObject(json)) return { json, missing: 0 };
  const merge = new Merge();
  const merged = merge.objects(json, isObject(texts) ? texts : {}, 0);
  const settings = isObject(json["settings"]) ? json["settings"] : {};
  return { json: { ...merged, settings: { ...settings, language } }, missing: merge.missing };
}

type Json = Readonly<Record<string, unknown>>;

const spoken = ["title", "description", "label", "left", "center", "right"] as const;
const inside = ["properties", "labels"] as const;
const lists = ["fields", "choices", "welcome_screens", "thankyou_screens"] as const;
/** Deeper than any form. */
const deepest = 30;

class Merge {
  missing = 0;

  objects(base: Json, texts: Json, depth: number): Json {
    const own: Record<string, unknown> = { ...base };
    for (const key of spoken) {
      const [text, translation] = [base[key], texts[key]];
      if (typeof translation === "string" && translation.trim()) own[key] = translation;
      else if (depth > 0 && (key === "title" || key === "label") && isText(text) && "id" in base) this.missing += 1;
    }
    // Logic may name an option by its words, and the words are what is written back.
    if (isText(base["label"])) own["base_label"] = base["label"];
    if (depth >= deepest) return own;
    for (const key of inside) {
      const [part, translation] = [base[key], texts[key]];
      if (isObject(part)) own[key] = this.objects(part, isObject(translation) ? translation : {}, depth + 1);
    }
    for (const key of lists) own[key] = this.#list(base[key], texts[key], depth + 1) ?? own[key];
    return own;
  }

  #list(base: unknown, texts: unknown, depth: number): unknown[] | undefined {
    if (!Array.isArray(base)) return undefined;
    const byId = new Map(listOf(texts).flatMap((text) => (typeof text["id"] === "string" ? [[text["id"], text]] : [])));
    return base.map((item: unknown) => {
      if (!isObject(item)) return item;
      const id = item["id"];
      return this.objects(item, (typeof id === "string" && byId.get(id)) || {}, depth);
    });
  }
}

function listOf(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}
