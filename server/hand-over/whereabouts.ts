import type { SendingParts } from "../sending/request.ts";

/**
 * Where somebody was when they asked for a person, in words that name no answer: the session that they asked from, else the
 * Flow that they got last.
 * @returns undefined for somebody who never got one
 */
export async function whereabouts(
  { context, catalogue }: Pick<SendingParts, "context" | "catalogue">,
  portalId: string,
  personId: string,
  sessionId?: string,
): Promise<string | undefined> {
  const tenant = context.store.of(portalId);
  const session = await tenant.first(
    tenant.db
      .selectFrom("sessions")
      .innerJoin("sends", "sends.id", "sessions.send_id")
      .innerJoin("flows", "flows.id", "sessions.flow_id")
      .select(["sessions.state", "sessions.screen", "sessions.version_id", "flows.name"])
      .where("sends.person_id", "=", personId)
      .$if(sessionId !== undefined, (query) => query.where("sessions.id", "=", sessionId ?? ""))
      .orderBy("sessions.created_at", "desc")
      .limit(1),
  );
  if (!session) return undefined;
  const { name, state, screen, version_id } = session;
  if (state === "sent") return `They got the Flow "${name}" and have not opened it.`;
  if (state === "accepted") return `They have handed in the Flow "${name}"; their answers are on the card.`;
  const { screens } = await catalogue.version(portalId, version_id);
  const at = screens.findIndex(({ id }) => id === screen);
  const title = screens[at]?.title ?? "";
  return `They are on screen ${at + 1} of ${screens.length}${title && ` ("${title}")`} of the Flow "${name}".`;
}
