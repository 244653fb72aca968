/**
 * An exported trail: one line per entry, the anchor of its end as the last line, each line ended by a line feed. Every
 * byte counts: a line that says the same in another spelling is a changed line.
 */
import { type Anchor, anchorSchema, type ChainedEntry, chainedEntrySchema, type Sha256 } from "./chain.ts";
import { chainVerifier, type Finding, type KnownAnchor, type Verdict } from "./verify.ts";

export function entryLine({ seq, portalId, id, at, actor, action, subject, hash }: ChainedEntry): string {
  return `${JSON.stringify({ seq, portalId, id, at, actor, action, subject, hash })}\n`;
}

export function anchorLine({ kind, portalId, seq, hash }: Anchor): string {
  return `${JSON.stringify({ kind, portalId, seq, hash })}\n`;
}

/** The anchor that ends a trail, or that a file holds alone; undefined where there is none. */
export function lastAnchor(text: string): Anchor | undefined {
  const line = text.trimEnd().split("\n").at(-1) ?? "";
  const anchor = anchorSchema.safeParse(parsed(line));
  return anchor.success ? anchor.data : undefined;
}

/** @param anchors taken earlier and kept elsewhere */
export function verifyFile(text: string, sha256: Sha256, anchors: readonly KnownAnchor[] = []): Verdict {
  const lines = text.split("\n");
  const rest = lines.pop();
  const lastLine = lines.at(-1) ?? "";
  const own = lastAnchor(lastLine);
  if (own) lines.pop();
  const portalId = own?.portalId ?? portalOf(lines[0]) ?? "";
  const verifier = chainVerifier({ portalId, sha256, anchors: own ? [...anchors, own] : anchors });

  for (const [index, line] of lines.entries()) {
    const given = parsed(line);
    verifier.add(given);
    const entry = chainedEntrySchema.safeParse(given);
    if (entry.success && entryLine(entry.data) !== `${line}\n`) verifier.note(misspelt(index + 1));
  }
  if (own && anchorLine(own) !== `${lastLine}\n`) verifier.note(misspelt(lines.length + 1));
  for (const finding of endOf({ rest, own, end: verifier.end() })) verifier.note(finding);
  return verifier.verdict();
}

interface End {
  readonly rest: string | undefined;
  readonly own: Anchor | undefined;
  readonly end: Anchor;
}

function endOf({ rest, own, end }: End): Finding[] {
  if (rest) return [cutOff(end.seq, "The last line is not ended: the file was cut off.")];
  if (!own) return [cutOff(end.seq, "The file does not end with its anchor: it was cut off, or is no exported trail.")];
  if (own.seq < end.seq) {
    const says = `Entry ${own.seq + 1} stands behind the end that the file's own anchor names.`;
    return [{ kind: "out-of-order", seq: own.seq + 1, says }];
  }
  return [];
}

const cutOff = (seq: number, says: string): Finding => ({ kind: "cut-off", seq, says });

const misspelt = (line: number): Finding => ({
  kind: "unreadable",
  seq: line,
  says: `Line ${line} is not written as an export writes it: it was edited.`,
});

function portalOf(line: string | undefined): string | undefined {
  const given = parsed(line ?? "");
  if (typeof given !== "object" || given === null || !("portalId" in given)) return undefined;
  return typeof given.portalId === "string" ? given.portalId : undefined;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
