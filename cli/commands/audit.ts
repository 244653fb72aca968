/** `flowella audit …`: who did what in a portal; the whole trail as a file; and whether nobody touched it. */
import { hash } from "node:crypto";
import { type Command, InvalidArgumentError } from "commander";
import { z } from "zod";
import {
  anchorLine,
  anchorSchema,
  beginningOf,
  chainedEntrySchema,
  chainVerifier,
  entryLine,
  type KnownAnchor,
  lastAnchor,
  type Verdict,
  verifyFile,
} from "../../core/audit/index.ts";
import { readBytes } from "../input.ts";
import { CommandFailed, complain, print } from "../output.ts";
import { askAndPrint, askServer, type ServerOptions } from "./operator.ts";

type Extend = (command: Command) => Command;

interface OfPortal extends ServerOptions {
  readonly portal: string;
}

interface VerifyOptions extends ServerOptions {
  readonly portal?: string;
  readonly anchor?: string;
}

const sha256 = (text: string) => hash("sha256", text);

export function addAudit(flowella: Command, withServer: Extend): void {
  const audit = flowella.command("audit").description("Who did what in a portal, and when; never what it held");
  withServer(
    audit
      .command("list")
      .description("List the audit trail, oldest first")
      .requiredOption("--portal <id>", "the portal")
      .option("--since <time>", "from then on, such as 2026-11-01 or 2026-11-01T08:00:00Z", timeFrom)
      .option("--limit <n>", "so many of the newest at most", Number, 1_000),
  ).action(({ portal: portalId, since, limit, ...options }: OfPortal & { since?: string; limit: number }) =>
    askAndPrint("/operator/audit", { portalId, since, limit }, options),
  );
  withServer(
    audit
      .command("export")
      .description("Print the whole trail: a line of JSON per entry, and the anchor of its end")
      .requiredOption("--portal <id>", "the portal"),
  ).action(exportCommand);
  withServer(
    audit
      .command("verify [file]")
      .description(
        "Find changed, inserted, moved or removed entries: in an exported file, with no server; or in a portal",
      )
      .option("--portal <id>", "the portal, in place of a file")
      .option("--anchor <what>", "an earlier export, its last line as a file, or its hash: nothing up to it is gone"),
  ).action(verifyCommand);
}

async function exportCommand({ portal, ...options }: OfPortal): Promise<void> {
  const head = await eachEntry(portal, "export", options, (given) => {
    const entry = chainedEntrySchema.safeParse(given);
    // What is no entry is exported all the same, and found when the file is verified.
    process.stdout.write(entry.success ? entryLine(entry.data) : `${JSON.stringify(given)}\n`);
  });
  process.stdout.write(anchorLine(head.anchor));
  if (head.outside > 0)
    complain("Entries outside of the chain are not in this file: see flowella audit verify --portal.");
}

async function verifyCommand(file: string | undefined, { portal, anchor, ...options }: VerifyOptions): Promise<void> {
  if ((file === undefined) === (portal === undefined))
    throw new CommandFailed("Name either an exported file, or a portal with --portal.");
  const anchors = anchor === undefined ? [] : [await anchorFrom(anchor)];
  const verdict = portal === undefined ? await ofFile(file ?? "", anchors) : await ofPortal(portal, anchors, options);
  print(JSON.stringify(verdict, null, 2));
  if (!verdict.ok) throw new CommandFailed(verdict.findings.map(({ says }) => says).join("\n"));
}

async function ofFile(file: string, anchors: readonly KnownAnchor[]): Promise<Verdict> {
  const bytes = await readBytes(file);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new CommandFailed(`${file} holds bytes that are no text: it was edited, or is no exported trail.`);
  }
  return verifyFile(text, sha256, anchors);
}

async function ofPortal(portalId: string, anchors: readonly KnownAnchor[], options: ServerOptions): Promise<Verdict> {
  const verifier = chainVerifier({ portalId, sha256, anchors });
  const { anchor, outside } = await eachEntry(portalId, "verify", options, verifier.add);
  verifier.head({ ...anchor, outside });
  return verifier.verdict();
}

const pageSchema = z.object({
  kind: z.literal("audit-chain"),
  head: anchorSchema,
  outside: z.number(),
  entries: z.array(z.looseObject({ seq: z.unknown() })),
});

/** Page by page until there is no more. @returns the head as it was then */
async function eachEntry(
  portalId: string,
  because: "export" | "verify",
  options: ServerOptions,
  take: (entry: unknown) => void,
): Promise<{ readonly anchor: z.infer<typeof anchorSchema>; readonly outside: number }> {
  let after = beginningOf(portalId, sha256).seq;
  for (;;) {
    const answer = await askServer("/operator/audit/chain", { portalId, after, because }, options);
    const { head, outside, entries } = pageSchema.parse(answer);
    for (const entry of entries) take(entry);
    const next = Math.max(after, ...entries.flatMap(({ seq }) => (typeof seq === "number" ? [seq] : [])));
    // A place that is no number comes again on every page.
    if (next === after) return { anchor: head, outside };
    after = next;
  }
}

/** @param what a file that ends with an anchor, or a hash */
async function anchorFrom(what: string): Promise<KnownAnchor> {
  if (/^[0-9a-f]{64}$/i.test(what)) return { kind: "hash", hash: what.toLowerCase() };
  const anchor = lastAnchor((await readBytes(what)).toString("utf8"));
  if (!anchor) throw new CommandFailed(`${what} does not end with an anchor: give an earlier export, or a hash.`);
  return anchor;
}

function timeFrom(text: string): string {
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new InvalidArgumentError("Write it as 2026-11-01 or 2026-11-01T08:00:00Z.");
  return new Date(at).toISOString();
}
