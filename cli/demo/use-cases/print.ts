/** A use case's outcome for a person. */
import { exchangeLine, heading, indented, screenLines } from "../print.ts";
import type { TemplateOutcome } from "./run.ts";

export function templateText(outcome: TemplateOutcome): string {
  const { template, purpose, title, flow, report, exchanges, contact, found, messages, timings } = outcome;
  const { exact, adapted, dropped } = report.counts;
  return [
    heading(`Template ${template}: ${title}`),
    `  ${purpose}`,

    heading(`The WhatsApp Flow: ${flow.screens.length} screens, Flow JSON ${flow.version}`),
    ...flow.screens.flatMap(screenLines),
    `  ${exact} questions as they are, ${adapted} adapted, ${dropped} dropped.`,

    heading("The conversation: encrypted bytes in, a screen out"),
    ...exchanges.map(exchangeLine),

    heading("What the business wrote to the customer"),
    ...messages.map((text) => `  › ${text.replace(/\s+/g, " ")}`),

    heading(`The contact in HubSpot (${contact.id})`),
    ...Object.entries(contact.after).map(([name, value]) => {
      const changed = contact.before[name] === value ? " " : "+";
      return `  ${changed} ${name.padEnd(32)} ${value}`;
    }),

    ...Object.entries(found).flatMap(([name, value]) => [heading(name), ...indented(value)]),

    `\n${Object.entries(timings)
      .map(([name, ms]) => `${name} ${ms} ms`)
      .join(", ")}. Everything above was read back over HTTP from the stand-ins.`,
  ].join("\n");
}
