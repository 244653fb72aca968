import type { Context } from "../context.ts";
import { identitiesOf } from "../people/people.ts";
import { suppressionKeys } from "./suppression.ts";

/** The hashes of the list under which a person may stand: of the number they have today and of WhatsApp's own ids. */
export async function keysOfPerson(context: Context, portalId: string, personId: string): Promise<string[]> {
  const [waId] = await identitiesOf(context, portalId, personId, "wa_id");
  const userIds = await identitiesOf(context, portalId, personId, "user_id");
  return suppressionKeys(context, portalId, { waId, userIds });
}
