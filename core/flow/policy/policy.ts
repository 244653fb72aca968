/**
 * Questions that WhatsApp's policy does not let a business ask in the chat (WhatsApp reference 6.7): numbers of cards, bank
 * accounts and identity documents. Health questions need a decision. What was decided stands in the form (`policy`).
 */
import type { Field, FieldId, FieldOf, Form, Notice, PolicyChoice } from "../../form/types.ts";
import { matchesPattern } from "../../submission/pattern.ts";
import type { Words } from "../../texts/index.ts";
import type { Change } from "../components/types.ts";
import { plainLine, shorten } from "../text.ts";
import type { PolicyFinding } from "./finding.ts";
import { harmless, kindInWords, type PolicyKind, samples } from "./patterns.ts";

export interface Policed {
  /** The form with what may be asked of it. */
  form: Form;
  findings: PolicyFinding[];
  /** By field id: why a question is left out. */
  dropped: ReadonlyMap<FieldId, Change>;
  /** By field id: what became of a question that is asked in another way. */
  changes: ReadonlyMap<FieldId, Change>;
  notices: Notice[];
}

export function underPolicy(form: Form, words: Words): Policed {
  const findings = Object.values(form.fields).flatMap(findingFor);
  if (findings.length === 0) return { form, findings, dropped: new Map(), changes: new Map(), notices: [] };
  const dropped = new Map<FieldId, Change>();
  const changes = new Map<FieldId, Change>();
  const fields = { ...form.fields };
  const notices: Notice[] = [];
  for (const finding of findings) {
    const { fieldId, kind, chosen } = finding;
    const field = form.fields[fieldId];
    if (!field) continue;
    if (chosen === "last_digits") {
      fields[fieldId] = lastFour(field, words);
      changes.set(fieldId, lastDigits);
    } else if (chosen !== "ask" && (kind !== "health" || chosen !== undefined)) {
      dropped.set(fieldId, whyLeftOut(finding));
    }
    notices.push(...noticesFor(field, finding));
  }
  return { form: { ...form, fields }, findings, dropped, changes, notices };
}

/** By what the question is called, by the tool's name for it, and by the format that it insists on. */
function findingFor(field: Field): PolicyFinding[] {
  const kind = kindOf(field);
  if (!kind) return [];
  const choices = choicesFor(field, kind);
  const chosen = choices.find((choice) => choice === field.policy);
  return [{ fieldId: field.id, kind, choices, ...(chosen && { chosen }) }];
}

function choicesFor({ kind: asked }: Field, kind: PolicyKind): PolicyChoice[] {
  if (kind === "health") return ["ask", "leave_out", "secure_page"];
  return asked === "file" || asked === "contact_info" || asked === "address"
    ? ["leave_out", "secure_page"]
    : ["leave_out", "last_digits", "secure_page"];
}

const typedKinds: ReadonlySet<Field["kind"]> = new Set(["short_text", "long_text", "number", "file"]);

function kindOf(field: Field): PolicyKind | undefined {
  if (field.kind === "statement" || field.kind === "payment" || field.kind === "unsupported") return undefined;
  const parts = "parts" in field ? field.parts.map(({ label }) => label) : [];
  const found = kindInWords(
    [field.title, field.label ?? "", field.source.id, field.source.ref ?? "", ...parts].join(" | "),
  );
  // Whether somebody has a passport may be asked: only what takes its number or its picture is meant.
  const takesIt = typedKinds.has(field.kind) || parts.length > 0;
  if (found === "health" || (found && takesIt)) return found;
  return field.kind === "short_text" ? kindInFormat(field) : undefined;
}

function kindInFormat({ pattern }: FieldOf<"short_text">): PolicyKind | undefined {
  if (!pattern || harmless.some((text) => matchesPattern(pattern, text))) return undefined;
  return (["card", "bank", "identity"] as const).find((kind) =>
    samples[kind].some((text) => matchesPattern(pattern, text)),
  );
}

/** The same question for the end of the number alone; asked again, it stays so. */
function lastFour(field: Field, words: Words): Field {
  const { id, title, required, source, showIf, screen, policy, description } = field;
  return {
    id,
    title,
    description: description === words.lastFourOnly ? description : words.lastFourOnly,
    required,
    source,
    label: words.lastFour,
    ...(showIf && { showIf }),
    ...(screen && { screen }),
    ...(policy && { policy }),
    kind: "short_text",
    minLength: 4,
    maxLength: 4,
    pattern: "^[A-Za-z0-9]{4}$",
  };
}

const named: Readonly<Record<PolicyKind, string>> = {
  card: "a payment card's number",
  bank: "a bank account's number",
  identity: "an identity document or its number",
  health: "somebody's health",
};

const lastDigits: Change = {
  code: "policy.last_digits",
  message: "Only the last four characters are asked, because WhatsApp's policy forbids asking for the whole number.",
};

function whyLeftOut({ kind, chosen }: PolicyFinding): Change {
  if (chosen === "leave_out")
    return { code: "policy.left_out", message: `Left out, as you decided: it asks for ${named[kind]}.` };
  if (chosen === "secure_page") {
    const message =
      "Kept for your own secure page, as you decided. That page is not there yet: until it is, nobody is asked this.";
    return { code: "policy.secure_page", message };
  }
  const message =
    `It seems to ask for ${named[kind]}, which WhatsApp's policy forbids in the chat. ` +
    "Decide: leave it out, ask for the last digits only, or ask on your own secure page.";
  return { code: `policy.${kind}`, message };
}

function noticesFor(field: Field, { kind, chosen }: PolicyFinding): Notice[] {
  const title = `“${shorten(plainLine(field.title) || field.source.id, 80)}”`;
  const about = { fieldId: field.id };
  if (kind === "health" && chosen === "ask") {
    const message = `${title} asks for somebody's health. You decided to ask it on WhatsApp.`;
    return [{ level: "info", code: "policy.health_asked", message, ...about }];
  }
  if (kind === "health" && chosen === undefined) {
    const message = `${title} seems to ask for somebody's health: decide whether to ask it on WhatsApp, where policy and law may forbid it, or to leave it out.`;
    return [{ level: "warn", code: "policy.health", message, ...about }];
  }
  if (chosen !== undefined) return [];
  const message = `${title} is left out: it seems to ask for ${named[kind]}, which WhatsApp's policy forbids in the chat.`;
  return [{ level: "warn", code: `policy.${kind}`, message, ...about }];
}
