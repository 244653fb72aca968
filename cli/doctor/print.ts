/** An examination for a person to read: what is wrong first, then everything that was looked at. */
import type { CliExamination, CliFinding } from "./finding.ts";

const marks = { ok: "✓", warn: "!", broken: "✗", skipped: "–" } as const;

const people: Readonly<Record<string, string>> = {
  operator: "you, who run this server",
  "hubspot-admin": "an admin of the HubSpot portal",
  "whatsapp-admin": "the admin of the WhatsApp account at Meta",
  meta: "Meta",
};

export function doctorText(findings: readonly CliFinding[], examination: CliExamination | undefined): string {
  const portals = [...new Set(findings.flatMap(({ portalId }) => portalId ?? []))];
  const general = findings.filter(({ portalId }) => portalId === undefined);
  const sections = [
    section("The server", general),
    ...portals.map((id) =>
      section(
        `HubSpot portal ${id}`,
        findings.filter(({ portalId }) => portalId === id),
      ),
    ),
    ...(examination ? [events(examination)] : []),
    verdict(findings),
  ];
  return sections.filter((text) => text !== "").join("\n\n");
}

function section(title: string, findings: readonly CliFinding[]): string {
  return [title, ...findings.map(lines)].join("\n");
}

function lines({ state, about, says, who, fix }: CliFinding): string {
  const subject = about === undefined ? "" : `${about}: `;
  const first = `  ${marks[state]} ${subject}${says}`;
  if (state !== "warn" && state !== "broken") return first;
  return `${first}\n      Who: ${people[who ?? ""] ?? "somebody"}. Do: ${fix ?? ""}`;
}

const mostEvents = 20;

function events({ events: list }: CliExamination): string {
  if (list.length === 0) return "";
  const shown = list.slice(0, mostEvents).map(({ lastAt, kind, subject, subjectId, state, details, count }) => {
    const at = new Date(lastAt).toISOString().slice(0, 16).replace("T", " ");
    const figures = Object.entries(details).map(([name, value]) => `${name} ${value}`);
    const goesOn = state === "active" ? "began" : state === "over" ? "is over" : "";
    const rest = [goesOn, ...figures, count > 1 ? `${count} times` : ""].filter(Boolean).join(", ");
    return `  ${at}  ${kind} · ${subject} ${subjectId}${rest && ` · ${rest}`}`;
  });
  const more = list.length > mostEvents ? [`  … and ${list.length - mostEvents} more (--json shows all)`] : [];
  return ["Noticed in the last seven days (UTC)", ...shown, ...more].join("\n");
}

function verdict(findings: readonly CliFinding[]): string {
  const count = (state: CliFinding["state"]) => findings.filter((finding) => finding.state === state).length;
  const [broken, warn, skipped] = [count("broken"), count("warn"), count("skipped")];
  const rest = skipped === 0 ? "" : ` ${skipped} checks had to be skipped.`;
  if (broken === 0 && warn === 0) return `Everything is in order.${rest}`;
  return `${broken} broken, ${warn} to look at.${rest}`;
}
