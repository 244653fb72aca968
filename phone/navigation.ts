/** NavigationList: what each item shows, cut to what WhatsApp renders, and where a tap on it leads (WhatsApp reference 1.7). */
import * as z from "zod";
import { type Action, listActionSchema } from "./actions.ts";
import { BrokenFlow } from "./errors.ts";
import { type Lookup, resolve } from "./expression.ts";
import type { LeafOf } from "./leaves.ts";
import { textOf } from "./properties.ts";

export interface NavigationView {
  readonly name: string;
  readonly label?: string;
  readonly description?: string;
  readonly mediaSize: "regular" | "large";
  readonly items: readonly NavigationItem[];
}

export interface NavigationItem {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly metadata?: string;
  /** What stands at the item's end, top to bottom; never beside large pictures. */
  readonly end?: { readonly title?: string; readonly description?: string; readonly metadata?: string };
  /** Base64, without the `data:` prefix. */
  readonly image?: string;
  readonly alt?: string;
  readonly badge?: string;
  readonly tags: readonly string[];
}

const text = z.string().min(1).optional();
const itemSchema = z.strictObject({
  id: z.string().min(1),
  "main-content": z.strictObject({ title: z.string().min(1), description: text, metadata: text }),
  end: z.strictObject({ title: text, description: text, metadata: text }).optional(),
  start: z.strictObject({ image: z.string().min(1), "alt-text": text }).optional(),
  badge: text,
  tags: z.array(z.string().min(1)).optional(),
  "on-click-action": z.unknown().optional(),
});
type ItemJson = z.infer<typeof itemSchema>;

const ofItem = z.object({ id: z.string(), "on-click-action": listActionSchema.optional() });

/** Throws `BrokenFlow` for what cannot be shown. */
export function navigationView(leaf: LeafOf<"NavigationList">, lookup: Lookup): NavigationView {
  const where = `NavigationList ${leaf.name}`;
  const items = z.array(itemSchema).min(1).max(20).safeParse(resolve(leaf["list-items"], lookup));
  if (!items.success) throw new BrokenFlow(`${where}: ${z.prettifyError(items.error)}`);
  if (new Set(items.data.map(({ id }) => id)).size < items.data.length)
    throw new BrokenFlow(`${where} has two items with the same id.`);
  const label = cut(textOf(resolve(leaf.label, lookup), where), 80);
  const description = cut(textOf(resolve(leaf.description, lookup), where), 300);
  const mediaSize = resolve(leaf["media-size"], lookup) === "large" ? "large" : "regular";
  const badged = items.data.find(({ badge }) => badge !== undefined);
  return {
    name: leaf.name,
    ...(label && { label }),
    ...(description && { description }),
    mediaSize,
    items: items.data.map((item) => itemView(item, mediaSize, item === badged)),
  };
}

function itemView(item: ItemJson, mediaSize: NavigationView["mediaSize"], badged: boolean): NavigationItem {
  const { id, "main-content": main, end, start, badge, tags = [] } = item;
  return {
    id,
    title: cut(main.title, 30),
    ...(main.description && { description: cut(main.description, 20) }),
    ...(main.metadata && { metadata: cut(main.metadata, 80) }),
    ...(end && mediaSize === "regular" && { end: endView(end) }),
    ...(start && { image: start.image, alt: start["alt-text"] ?? "" }),
    ...(badged && badge && { badge: cut(badge, 15) }),
    tags: tags.slice(0, 3).map((tag) => cut(tag, 15)),
  };
}

function endView(end: NonNullable<ItemJson["end"]>): NonNullable<NavigationItem["end"]> {
  return {
    ...(end.title && { title: cut(end.title, 10) }),
    ...(end.description && { description: cut(end.description, 10) }),
    ...(end.metadata && { metadata: cut(end.metadata, 10) }),
  };
}

/** The list's action, or the item's own; never both. Not resolved yet. */
export function navigationAction(leaf: LeafOf<"NavigationList">, id: string, lookup: Lookup): Action {
  const where = `NavigationList ${leaf.name}`;
  const raw = Array.isArray(leaf["list-items"]) ? leaf["list-items"] : resolve(leaf["list-items"], lookup);
  const items = z.array(ofItem).safeParse(raw);
  if (!items.success) throw new BrokenFlow(`${where}: ${z.prettifyError(items.error)}`);
  const all = leaf["on-click-action"];
  const own = items.data.find((item) => item.id === id)?.["on-click-action"];
  if (all && items.data.some((item) => item["on-click-action"]))
    throw new BrokenFlow(`${where} has an action of its own and one on an item.`);
  const action = all ?? own;
  if (!action) throw new BrokenFlow(`${where}: the item ${id} leads nowhere.`);
  return action;
}

/** Overlong content is cut (reference 1.7). */
function cut(whole: string, most: number): string {
  return whole.length <= most ? whole : `${whole.slice(0, most - 1).trimEnd()}…`;
}
