/** The demo's outcome for a person. */
import type { FlowScreen } from "../../core/flow/types.ts";
import type { DemoExchange } from "./on-the-phone.ts";
import type { DemoOutcome } from "./scenario.ts";

export function demoText(outcome: DemoOutcome): string {
  const { form, flow, report, check, exchanges, contact, formSubmission, ambiguous, timings } = outcome;
  const { exact, adapted, dropped } = report.counts;
  return [
    heading(`The form in HubSpot: ${form.title}`),
    ...form.questions.map((question) => `  · ${question}`),

    heading(`The WhatsApp Flow it became: ${flow.screens.length} screens, Flow JSON ${flow.version}`),
    ...flow.screens.flatMap(screenLines),

    heading(`The conversion report: ${exact} exact, ${adapted} adapted, ${dropped} dropped`),
    ...report.lines.map(
      ({ outcome: became, title, message }) => `  ${mark[became]} ${short(title, 44).padEnd(44)} ${message}`,
    ),
    ...report.notices.map(({ message }) => `  ! ${message}`),
    `  ${check.ok ? "The Flow keeps every rule of WhatsApp that can be known offline." : "The Flow breaks a rule."}`,

    heading("The conversation: encrypted bytes in, a screen out"),
    ...exchanges.map(exchangeLine),

    heading(`The contact in HubSpot, found by its local number ${contact.before["phone"] ?? ""}`),
    ...Object.entries(contact.after).map(([name, value]) => {
      const changed = contact.before[name] === value ? " " : "+";
      return `  ${changed} ${name.padEnd(28)} ${value}`;
    }),
    `    ${contact.contactsBefore} contacts before, ${contact.contactsAfter} after.`,

    heading("The form submission in HubSpot"),
    ...indented(formSubmission),

    heading("The other customer: two contacts share that number"),
    ...indented(ambiguous.tasks),

    `\n${Object.entries(timings)
      .map(([name, ms]) => `${name} ${ms} ms`)
      .join(", ")}. Everything above was read back over HTTP from the stand-ins.`,
  ].join("\n");
}

const mark = { exact: "=", adapted: "~", dropped: "✗" };

export function heading(text: string): string {
  return `\n${text}\n${"─".repeat(text.length)}`;
}

export function screenLines({ id, title, layout }: FlowScreen): string[] {
  const parts = layout.children.map((component) => {
    const words = component["label"] ?? component["text"] ?? "";
    return `    ${component.type.padEnd(18)} ${short(typeof words === "string" ? words : JSON.stringify(words), 70)}`;
  });
  return [`  ┌ ${id}: ${title ?? ""}`, ...parts];
}

export function exchangeLine({
  action,
  screen,
  answers,
  sealedBytes,
  status,
  answeredBytes,
  shown,
  ms,
}: DemoExchange): string {
  const asked = action === "INIT" ? "opens the Flow" : `${screen} (${answers.length} answers)`;
  const became = shown === "SUCCESS" ? "accepted" : `shows ${shown}`;
  return `  ${asked.padEnd(24)} ${String(sealedBytes).padStart(5)} B sealed → ${status} ${String(answeredBytes).padStart(5)} B sealed, ${became} (${ms.toFixed(0)} ms)`;
}

export function indented(value: unknown): string[] {
  return (JSON.stringify(value, null, 2) ?? "nothing").split("\n").map((line) => `  ${line}`);
}

function short(text: string, most: number): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}
