/** An entry's text as the HTML that HubSpot shows: every line is text, and nothing in it is markup. */
export function entryHtml(lines: readonly EntryLine[], subject: string): string {
  return [...lines.map(lineHtml), "", escaped(subject)].join("<br>");
}

/** Plain text, or a question with its answer below it. */
export type EntryLine = string | { readonly question: string; readonly answer: string };

/** Whether an entry is about this: its last line says so, where a person can see it and no cleaner takes it out. */
export function isAbout(html: string, subject: string): boolean {
  return html.includes(escaped(subject));
}

function lineHtml(line: EntryLine): string {
  if (typeof line === "string") return escaped(line);
  return `<b>${escaped(line.question)}</b><br>${escaped(line.answer)}`;
}

function escaped(text: string): string {
  const safe = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
  return safe.replaceAll(/\r?\n/g, "<br>");
}
