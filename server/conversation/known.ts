/**
 * What the contact's record holds for a form's questions: it fills them in advance, and what HubSpot asks only of strangers
 * is not asked again. Read once, when the session begins, and kept sealed with it: a form must not change while somebody
 * fills it in.
 */
import { contactProperties } from "../../core/form/known.ts";
import type { Context } from "../context.ts";
import type { FlowAtEndpoint, FlowVersion } from "../publishing/catalogue.ts";
import type { Effects } from "./effects.ts";
import type { OpenSession } from "./sessions.ts";

/** The session with what is known; the same one where the form asks for nothing, or it was read before. */
export async function withKnown(
  context: Context,
  effects: Effects,
  { portalId }: FlowAtEndpoint,
  { form }: FlowVersion,
  session: OpenSession,
): Promise<OpenSession> {
  if (session.content.known) return session;
  const wanted = contactProperties(form);
  if (wanted.size === 0) return session;
  const contactId = await contactOf(context, portalId, session.row);
  const found = contactId ? await effects.contact(portalId, contactId, [...new Set(wanted.values())]) : "failed";
  const values = found === "failed" ? {} : found;
  const known = [...wanted].flatMap(([fieldId, property]): [string, string][] => {
    const value = values[property]?.trim();
    return value ? [[fieldId, value.slice(0, longest)]] : [];
  });
  return { ...session, content: { ...session.content, known: Object.fromEntries(known) } };
}

/** Nothing longer fits an input. */
const longest = 2_000;

/** The record that the Flow was sent from; without one, nobody is known. */
async function contactOf(
  { store, vault }: Context,
  portalId: string,
  { send_id, person_id }: OpenSession["row"],
): Promise<string | undefined> {
  const tenant = store.of(portalId);
  const send = await tenant.first(tenant.db.selectFrom("sends").select("contact_sealed").where("id", "=", send_id));
  if (!send?.contact_sealed) return undefined;
  return (await vault.person(portalId, person_id)).open(send.contact_sealed, "sends.contact");
}
