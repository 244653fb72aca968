/** A submission as Pipedrive's person and note. Pure. */
import { type Field, type Form, fieldsInOrder, otherChoice } from "../../core/form/types.ts";
import { inWords } from "../../core/submission/in-words.ts";
import type { Answer } from "../../core/submission/types.ts";
import type { Person } from "./types.ts";

/** What is sent of a person; only what is to change (client-nodejs, `AddPersonRequest`). */
export interface PersonBody {
  readonly name?: string;
  readonly emails?: readonly ContactValue[];
  readonly phones?: readonly ContactValue[];
  readonly custom_fields?: Readonly<Record<string, string>>;
}

interface ContactValue {
  readonly value: string;
  readonly primary: boolean;
}

/** What is known of whoever answered. */
export interface Answering {
  /** Digits. */
  readonly waId: string;
  /** As the mapping has them. */
  readonly name: string | undefined;
  readonly email: string | undefined;
  readonly phone: string | undefined;
}

export const fieldName = "WhatsApp ID (Flowella)";

export interface Changes {
  readonly body: PersonBody;
  /** What was left as it is, and why. */
  readonly kept: readonly string[];
}

/** A new person has to have a name: without one, the number is it. */
export function newPerson({ waId, name, email, phone }: Answering, fieldCode: string): PersonBody {
  return {
    name: name ?? placeholder(waId),
    ...(email ? { emails: [main(email)] } : {}),
    phones: [main(phone ?? `+${waId}`)],
    custom_fields: { [fieldCode]: waId },
  };
}

/**
 * What the answers change of a person who is there. An address, a number and a WhatsApp id of the person's own stay: two
 * people may share a phone, and what was typed may be somebody else's. It stands in the note in any case.
 */
export function personChanges(person: Person, answering: Answering, fieldCode: string): Changes {
  const { waId, name, email, phone } = answering;
  const kept: string[] = [];
  const otherEmail = email !== undefined && person.emails?.length !== 0 && !knows(person.emails, email);
  if (otherEmail) kept.push("kept-email");
  if (person.waId !== undefined && person.waId !== waId) kept.push("kept-whatsapp-id");
  const body = {
    ...(name !== undefined && name !== person.name ? { name } : {}),
    ...(email !== undefined && person.emails?.length === 0 ? { emails: [main(email)] } : {}),
    ...(person.phones?.length === 0 ? { phones: [main(phone ?? `+${waId}`)] } : {}),
    ...(person.waId === undefined ? { custom_fields: { [fieldCode]: waId } } : {}),
  };
  return { body, kept };
}

const main = (value: string): ContactValue => ({ value, primary: true });
const placeholder = (waId: string): string => `WhatsApp +${waId}`;
const knows = (list: readonly string[] | undefined, email: string): boolean =>
  list?.some((each) => each.trim().toLowerCase() === email.toLowerCase()) ?? false;

/** Names of the mapping's properties: the same that a HubSpot contact gets. */
export function answeringOf(
  properties: Readonly<Record<string, string>>,
  waId: string,
  typedEmail: string | undefined,
): Answering {
  const { firstname, lastname, email, mobilephone, phone = mobilephone } = properties;
  const name = [firstname, lastname].filter(Boolean).join(" ").slice(0, 255);
  return { waId, name: name || undefined, email: email ?? typedEmail, phone };
}

export interface NoteFacts {
  readonly id: string;
  readonly revision: number;
  /** Epoch milliseconds. */
  readonly acceptedAt: number;
  readonly flowName: string;
  readonly answers: readonly Answer[];
}

/**
 * The note as HTML, of tags that every cleaner lets pass. Its last line holds the submission's id, in sight: that is what
 * the note is looked for by, and an attribute or a comment might be taken out.
 */
export function noteContent(form: Form, facts: NoteFacts): string {
  const { id, revision, acceptedAt, flowName } = facts;
  const lines = fieldsInOrder(form).flatMap((field) => {
    const words = answerOf(form, field, facts.answers);
    return words === "" ? [] : [`<b>${escaped(field.title)}</b><br>${escaped(words)}`];
  });
  const corrected = revision > 1 ? ", corrected" : "";
  return [
    `<b>${escaped(flowName)}</b>`,
    `Answered on WhatsApp, ${new Date(acceptedAt).toISOString().slice(0, 16).replace("T", " ")} UTC${corrected}`,
    "",
    ...lines,
    "",
    escaped(id),
  ].join("<br>");
}

function answerOf(form: Form, field: Field, answers: readonly Answer[]): string {
  if (field.kind === "consent" && answers.some(({ fieldId }) => fieldId === field.id))
    return answers.some(({ fieldId, value }) => fieldId === field.id && value === true) ? "✓" : "–";
  return inWords(form, field.id, answers.map(withoutOther));
}

/** What was typed beside the options stands in the answer itself; that the box for it was chosen says nothing more. */
function withoutOther(answer: Answer): Answer {
  const { value } = answer;
  return Array.isArray(value) ? { ...answer, value: value.filter((each) => each !== otherChoice) } : answer;
}

function escaped(text: string): string {
  const safe = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
  return safe.replaceAll(/\r?\n/g, "<br>");
}
