/** Meta's category of the portal's own templates, which no row of ours follows: Meta may change it by itself at any time. */
import { listTemplates } from "../../connectors/whatsapp/templates.ts";
import type { Context } from "../context.ts";
import type { WhatsAppConnection } from "../portals/connections.ts";
import { graphOf } from "../portals/graph.ts";
import type { Store } from "../store/index.ts";

interface Known {
  readonly until: number;
  readonly category: Promise<string | undefined>;
}

/** Many messages of one template go at once; a change is seen after this time, in milliseconds. */
const knownForMs = 5 * 60_000;
const known = new WeakMap<Store, Map<string, Known>>();

/** @returns undefined where WhatsApp has no such template or does not say. @throws OutsideError */
export async function categoryAtWhatsApp(
  context: Context,
  portalId: string,
  connection: WhatsAppConnection,
  { name, language }: { readonly name: string; readonly language: string },
): Promise<string | undefined> {
  const place = `${portalId}/${connection.id}/${name}/${language}`;
  const ofStore = known.get(context.store) ?? new Map<string, Known>();
  known.set(context.store, ofStore);
  const before = ofStore.get(place);
  if (before && before.until > context.now()) return before.category;
  const found = listTemplates(graphOf(context, connection), connection.externalId, name);
  const category = found.then((all) => all.find((each) => each.language === language)?.category);
  ofStore.set(place, { until: context.now() + knownForMs, category });
  // What failed is asked again.
  category.catch(() => ofStore.delete(place));
  return category;
}
