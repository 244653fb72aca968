/**
 * Questions that WhatsApp's policy does not let a business ask in the chat (WhatsApp reference 6.7): numbers of cards, bank
 * accounts and identity documents. Health questions need a decision. What was decided stands in the form (`policy`).
 */
import type { Field, FieldId, Form, Notice, PolicyChoice, Tool } from "../../form/types.ts";
import type { Words } from "../../texts/index.ts";
import type { Change } from "../components/types.ts";
import { plainLine, shorten } from "../text.ts";
import { policyChoicesFor, policyKindOf, whyNotChosen } from "./concerns.ts";
import type { PolicyFinding } from "./finding.ts";
import type { PolicyKind } from "./patterns.ts";

export interface Policed {
  /** The form with what may be asked of it. */
  form: Form;
  findings: PolicyFinding[];
  /** By field id: why a question is left out. */
  dropped: ReadonlyMap<FieldId, Change>;
  /** By field id: what became of a question that is asked in another way. */
  changes: ReadonlyMap<FieldId, Change>;
  /** Asked on our own secure page: a sentence stands in the Flow instead. */
  secured: ReadonlySet<FieldId>;
  notices: Notice[];
}

export function underPolicy(form: Form, words: Words): Policed {
  const findings = Object.values(form.fields).flatMap(findingFor);
  const dropped = new Map<FieldId, Change>();
  const changes = new Map<FieldId, Change>();
  const secured = new Set<FieldId>();
  if (findings.length === 0) return { form, findings, dropped, changes, secured, notices: [] };
  const fields = { ...form.fields };
  const notices: Notice[] = [];
  for (const finding of findings) {
    const { fieldId, kind, chosen } = finding;
    const field = form.fields[fieldId];
    if (!field) continue;
    if (chosen === "last_digits") {
      fields[fieldId] = lastFour(field, words);
      changes.set(fieldId, lastDigits);
    } else if (chosen === "secure_page") {
      secured.add(fieldId);
      changes.set(fieldId, onSecurePage);
    } else if (chosen !== "ask" && (kind !== "health" || chosen !== undefined)) {
      dropped.set(fieldId, whyLeftOut(finding));
    }
    notices.push(...noticesFor(field, finding, form.source.tool));
  }
  return { form: { ...form, fields }, findings, dropped, changes, secured, notices };
}

function findingFor(field: Field): PolicyFinding[] {
  const kind = policyKindOf(field);
  if (!kind) return [];
  const choices = policyChoicesFor(field, kind);
  const chosen = choices.find((choice) => choice === field.policy);
  return [{ fieldId: field.id, kind, choices, ...(chosen && { chosen }) }];
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

const onSecurePage: Change = {
  code: "policy.secure_page",
  message: "Asked on a secure page of your own: customers get a link to it once they have handed in the form.",
};

const asDecision: Readonly<Record<PolicyChoice, string>> = {
  leave_out: "leave it out",
  last_digits: "ask for the last digits only",
  secure_page: "ask on your own secure page",
  ask: "ask it all the same",
};

function whyLeftOut({ kind, chosen, choices }: PolicyFinding): Change {
  if (chosen === "leave_out")
    return { code: "policy.left_out", message: `Left out, as you decided: it asks for ${named[kind]}.` };
  const decisions = new Intl.ListFormat("en", { type: "disjunction" }).format(
    choices.map((choice) => asDecision[choice]),
  );
  const instead = kind === "card" ? " For a payment, send the link of your payment provider." : "";
  const message = `It seems to ask for ${named[kind]}, which WhatsApp's policy forbids in the chat. Decide: ${decisions}.${instead}`;
  return { code: `policy.${kind}`, message };
}

function noticesFor(field: Field, { kind, chosen }: PolicyFinding, tool: Tool): Notice[] {
  const title = `“${shorten(plainLine(field.title) || field.source.id, 80)}”`;
  const about = { fieldId: field.id };
  const refused = field.policy && whyNotChosen(field, field.policy);
  if (refused !== undefined) {
    const message = `${title} cannot be asked as you decided: ${refused}`;
    return [{ level: "warn", code: "policy.choice_refused", message, ...about }];
  }
  if (kind === "health" && chosen === "ask") {
    const message = `${title} asks for somebody's health. You decided to ask it on WhatsApp.`;
    return [{ level: "info", code: "policy.health_asked", message, ...about }];
  }
  if (kind === "health" && chosen === undefined) {
    const message = `${title} seems to ask for somebody's health: decide whether to ask it on WhatsApp, where policy and law may forbid it, or to leave it out.`;
    return [{ level: "warn", code: "policy.health", message, ...about }];
  }
  if (chosen === "secure_page" && field.required && tool !== "typeform") {
    const message = `${title} must be answered in the form, and is answered only after it was handed in: make it optional there, so that the form's own tool takes the answers that come before it.`;
    return [{ level: "warn", code: "policy.secure_required", message, ...about }];
  }
  if (chosen !== undefined) return [];
  const message = `${title} is left out: it seems to ask for ${named[kind]}, which WhatsApp's policy forbids in the chat.`;
  return [{ level: "warn", code: `policy.${kind}`, message, ...about }];
}
