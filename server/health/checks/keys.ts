import type { Context } from "../../context.ts";
import { bringNumbersUp, type KnownNumber } from "../../keys/numbers.ts";
import { isSettled } from "../../keys/plan.ts";
import { activeOf, type RingKey, readRing } from "../../keys/ring.ts";
import { rotateAfter } from "../../keys/rotate.ts";
import type { WhatsAppConnection } from "../../portals/connections.ts";
import { graphOf } from "../../portals/graph.ts";
import { type Finding, finding } from "../finding.ts";

export interface KeyFindings {
  readonly findings: readonly Finding[];
  /** Keys of ours that a number has, ready to seal for. */
  readonly usable: readonly RingKey[];
}

/** Asks Meta what each number has, and changes nothing there. */
export async function checkKeys(
  context: Context,
  portalId: string,
  connection: WhatsAppConnection,
): Promise<KeyFindings> {
  const place = { portalId, connectionId: connection.id };
  const graph = graphOf(context, connection);
  const numbers = await bringNumbersUp(context, place, graph, { lookOnly: true });
  const keys = await readRing(context, place);
  const live = keys.filter(({ status }) => status !== "retired");
  const usable = live.filter((key) => numbers.some(({ keyId, status }) => keyId === key.id && status === "valid"));
  const findings = numbers.map((number) => judgeRegistered(portalId, number, keys));
  return { findings: [...findings, judgeAge(context, portalId, connection, keys, numbers)], usable };
}

function judgeRegistered(portalId: string, number: KnownNumber, keys: readonly RingKey[]): Finding {
  const report = finding("key_registered", { portalId, about: number.displayNumber });
  const key = keys.find(({ id }) => id === number.keyId);
  const upload = "Run `flowella keys check`: it uploads the key again.";
  switch (number.status) {
    case "valid":
      return key?.status === "retired"
        ? report.broken("This number gives out a key of ours that was retired.", "operator", upload)
        : report.ok("Phones get our key for this number, and Meta's signature on it is valid.");
    case "mismatch":
      return report.broken(
        "Meta's signature on this number's key is not valid: Flows do not open.",
        "operator",
        upload,
      );
    case "none":
      return report.broken("This number has no encryption key: Flows do not open.", "operator", upload);
    case "foreign":
      return report.broken(
        "Another tool's encryption key is at this number: Flowella's Flows do not open there.",
        "operator",
        "If that was not meant, run `flowella keys take-back`; the other tool's Flows then stop working.",
      );
    case "failed":
      return report.broken(
        `Meta does not tell this number's key (${number.code ?? "unknown"}).`,
        "whatsapp-admin",
        "See the other findings about this account.",
      );
  }
}

const dayMs = 24 * 3_600_000;

/** A rotation may be late for a while: a number may be out of reach. */
const lateMs = 7 * dayMs;

function judgeAge(
  context: Context,
  portalId: string,
  connection: WhatsAppConnection,
  keys: readonly RingKey[],
  numbers: readonly KnownNumber[],
): Finding {
  const report = finding("key_age", { portalId, about: connection.externalId });
  const active = activeOf(keys);
  if (!active) return report.skipped("this account has no key yet.");
  const unfinished = keys.some(({ status }) => status === "retiring") && !isSettled(numbers, active.id);
  if (unfinished) {
    return report.warn(
      "A key rotation is not finished: some number still has the key before. Both are accepted.",
      "operator",
      "It is tried again every quarter of an hour; `flowella keys list` shows which number fails, and why.",
    );
  }
  const due = rotateAfter(context);
  const age = context.now() - active.createdAt;
  const days = Math.floor(age / dayMs);
  if (due > 0 && age > due + lateMs) {
    return report.warn(
      `The key is ${days} days old, and its rotation is overdue.`,
      "operator",
      "Run `flowella keys rotate`.",
    );
  }
  return report.ok(`The key is ${days} days old.`);
}
