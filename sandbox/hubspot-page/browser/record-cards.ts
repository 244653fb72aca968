/** The app's cards at one place of a record. */
import { el } from "../../../phone/screen/index.ts";
import type { Account } from "../shapes.ts";
import type { Viewer } from "./choice.ts";
import { contextOf } from "./context.ts";
import { type RunningExtension, runExtension, type Surroundings } from "./extension.ts";

interface CardPlace extends Pick<Surroundings, "properties" | "onRefresh" | "onNavigate"> {
  /** Such as `crm.record.sidebar` (HubSpot reference 1.7). */
  readonly location: string;
  /** In small letters and plural. */
  readonly objectType: string;
  readonly crm: { readonly objectId: number; readonly objectTypeId: string };
}

export interface RecordCards {
  readonly elements: readonly HTMLElement[];
  readonly running: readonly RunningExtension[];
}

export function recordCards(
  account: Account,
  viewer: Viewer,
  { location, objectType, crm, ...rest }: CardPlace,
): RecordCards {
  const { app } = account;
  if (!app) return { elements: [], running: [] };
  const cards = app.extensions
    .filter((one) => one.type === "card" && one.location === location && one.objectTypes.includes(objectType))
    .map((extension) => {
      const context = contextOf(account, app, viewer, extension, { crm });
      const card = runExtension(extension, { app, userId: viewer.user.id, context, ...rest });
      const { title, id } = extension;
      return {
        card,
        element: el("section", { class: "panel card", "data-card": id }, el("h2", {}, title), card.element),
      };
    });
  return { elements: cards.map(({ element }) => element), running: cards.map(({ card }) => card) };
}
