/** A portal's own ready answers as a card offers them: in the customer's language, with what is known about them put in. */
import { OutsideError } from "../../core/errors.ts";
import { type Mentioned, mentions, type ReadyAnswer, readyText } from "../../core/hand-over/index.ts";
import { findPortal } from "../portals/store.ts";
import { settingsOf } from "../publishing/settings.ts";
import type { SendingParts } from "../sending/request.ts";
import { codeOf } from "../telemetry/code.ts";

export interface Offered {
  readonly name: string;
  readonly text: string;
}

export interface OfferedTo {
  readonly contactId: string;
  /** Undefined where the contact is nobody on WhatsApp yet. */
  readonly personId: string | undefined;
  readonly language: string;
}

export async function ownAnswers(parts: SendingParts, portalId: string, to: OfferedTo): Promise<Offered[]> {
  const answers = (await findPortal(parts.context, portalId))?.settings.readyAnswers ?? [];
  if (answers.length === 0) return [];
  const known = await knownAbout(parts, portalId, to, answers);
  return answers.map((answer) => ({ name: answer.name, text: readyText(answer, to.language, known) }));
}

/** HubSpot is asked for the name only where an answer mentions it. */
async function knownAbout(
  parts: SendingParts,
  portalId: string,
  { contactId, personId }: OfferedTo,
  answers: readonly ReadyAnswer[],
): Promise<Mentioned> {
  const firstname = mentions(answers, "firstname") ? await firstnameOf(parts, portalId, contactId) : undefined;
  const wantsFlow = mentions(answers, "flow") || mentions(answers, "link");
  return { firstname, ...(wantsFlow && personId !== undefined && (await lastFlow(parts, portalId, personId))) };
}

/** Answers are offered without it where HubSpot cannot say. */
async function firstnameOf(
  { context, hubspot }: SendingParts,
  portalId: string,
  contactId: string,
): Promise<string | undefined> {
  try {
    const contact = await hubspot.of(portalId).contacts.get(contactId);
    return contact?.properties["firstname"]?.trim() || undefined;
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    context.log.info("ready_answers.no_name", { portal: portalId, code: codeOf(error) });
    return undefined;
  }
}

async function lastFlow(
  { context, catalogue }: SendingParts,
  portalId: string,
  personId: string,
): Promise<Pick<Mentioned, "flow" | "link">> {
  const tenant = context.store.of(portalId);
  const last = await tenant.first(
    tenant.db
      .selectFrom("sends")
      .innerJoin("flows", "flows.id", "sends.flow_id")
      .select(["flows.name", "flows.settings", "sends.version_id"])
      .where("sends.person_id", "=", personId)
      .where("sends.source", "!=", "phone_test")
      .orderBy("sends.created_at", "desc")
      .limit(1),
  );
  if (!last) return {};
  const { form } = await catalogue.version(portalId, last.version_id);
  return { flow: last.name, link: settingsOf(last).webForm ?? form.source.url };
}
