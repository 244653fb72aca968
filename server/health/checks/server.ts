/** The server itself: how others reach it, its clock, its database, its master key. */
import type { Context } from "../../context.ts";
import { write } from "../../store/index.ts";
import { portalKeys, rewrapState } from "../../vault/rewrap.ts";
import { type Asked, ask } from "../ask.ts";
import { type Finding, finding } from "../finding.ts";

/** HubSpot and Meta must reach us as we name ourselves: https, a trusted certificate, no redirect. */
export async function checkPublicAddress(context: Context): Promise<Finding> {
  const { PUBLIC_BASE_URL: url } = context.config;
  const report = finding("public_address", { about: url });
  if (context.world === "live" && !url.startsWith("https:")) {
    return report.broken(
      "PUBLIC_BASE_URL is not https: neither HubSpot nor Meta calls an address without TLS.",
      "operator",
      "Put a certificate in front of the server, and set PUBLIC_BASE_URL to its https address.",
    );
  }
  const asked = await ask(context, `${url}/health`);
  if (asked.kind === "failed") {
    return report.broken(
      `The public address cannot be reached from here: ${asked.why}.`,
      "operator",
      "Check DNS, certificate, firewall and proxy. If only this machine cannot reach its own public address, test it from outside.",
    );
  }
  if (asked.status >= 300 && asked.status < 400) {
    return report.broken(
      `The public address redirects (${asked.status}). Meta follows no redirect, and signatures are made for the address itself.`,
      "operator",
      `Set PUBLIC_BASE_URL to where it leads (${hostOf(asked.headers.get("location"), url)}), or remove the redirect.`,
    );
  }
  if (asked.status !== 200 || !asked.body.includes('"status":"ok"')) {
    return report.broken(
      `Something else answers at the public address (HTTP ${asked.status}).`,
      "operator",
      "Let the proxy pass every path to this server, and every byte of the body unchanged.",
    );
  }
  return report.ok(`The public address answers in ${asked.ms} ms, without a redirect.`);
}

/** Only the host: a path may hold what is nobody's business. */
function hostOf(location: string | null, base: string): string {
  try {
    return location ? new URL(location, base).origin : "unknown";
  } catch {
    return "unknown";
  }
}

/** Signatures carry times: HubSpot's are refused when they are five minutes old (HubSpot reference 5.2). */
const clockToleranceMs = 60_000;

export function checkClock(context: Context, asked: Asked): Finding {
  const report = finding("clock");
  const theirs = asked.kind === "answered" ? Date.parse(asked.headers.get("date") ?? "") : Number.NaN;
  if (Number.isNaN(theirs)) return report.skipped("Meta did not tell the time.");
  const skewMs = context.now() - theirs;
  if (Math.abs(skewMs) <= clockToleranceMs) return report.ok("The clock agrees with Meta's.");
  const seconds = Math.round(Math.abs(skewMs) / 1_000);
  return report.broken(
    `The clock is ${seconds} seconds ${skewMs > 0 ? "ahead" : "behind"}: signed calls are refused as too old, and tokens end at the wrong time.`,
    "operator",
    "Switch time synchronisation on (timedatectl set-ntp true).",
  );
}

/** A row is written, flushed and removed again. */
export async function checkDatabase(context: Context): Promise<Finding> {
  const report = finding("database");
  const every = context.store.everyPortal();
  const hash = `doctor_${Buffer.from(context.randomBytes(12)).toString("hex")}`;
  try {
    await every.commit([
      write(every.db.insertInto("oauth_states").values({ state_hash: hash, expires_at: 0 }), 1),
      write(every.db.deleteFrom("oauth_states").where("state_hash", "=", hash), 1),
    ]);
    return report.ok(
      context.config.DATABASE_URL === undefined
        ? "The database takes writes, and this process alone holds it."
        : "The database takes writes.",
    );
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    return report.broken(
      `The database does not take writes (${code}): no answer can be accepted.`,
      "operator",
      context.config.DATABASE_URL === undefined
        ? "Check free space and permissions of the folder of DATABASE_FILE, then restart."
        : "Check that PostgreSQL runs, has free space, and is not a standby; the server goes on by itself.",
    );
  }
}

/** Whether everything that the master key seals opens, and with which one. */
export async function checkMasterKey(context: Context): Promise<Finding> {
  const report = finding("master_key");
  const { unreadable } = await portalKeys(context);
  if (unreadable > 0) {
    return report.broken(
      `The master key does not open the data of ${unreadable} portals.`,
      "operator",
      "Set FLOWELLA_MASTER_KEY to the key of this database; while it changes, the one before goes into FLOWELLA_MASTER_KEY_PREVIOUS.",
    );
  }
  const { left, total } = await rewrapState(context);
  if (left > 0) {
    return report.warn(
      `${left} of ${total} keys are still under the master key before.`,
      "operator",
      "Run `flowella keys rewrap`, and keep FLOWELLA_MASTER_KEY_PREVIOUS until it is through.",
    );
  }
  if (context.config.FLOWELLA_MASTER_KEY_PREVIOUS !== undefined) {
    return report.warn(
      "Everything is under the newest master key; the one before is still configured.",
      "operator",
      "Remove FLOWELLA_MASTER_KEY_PREVIOUS once the Flows that were sent before the change have expired.",
    );
  }
  return report.ok("The master key opens everything.");
}

/** Whether Meta's Graph API is there, and still knows the version that we ask for (WhatsApp reference 8.4). */
export function checkMeta(context: Context, asked: Asked): Finding {
  const version = context.config.META_GRAPH_VERSION;
  const report = finding("meta", { about: version });
  if (asked.kind === "failed") {
    return report.broken(
      `Meta's Graph API cannot be reached: ${asked.why}.`,
      "operator",
      "Let this machine call graph.facebook.com on port 443.",
    );
  }
  if (/Unknown path components/i.test(asked.body)) {
    return report.broken(
      `Meta does not know the Graph API version ${version} any more.`,
      "operator",
      "Set META_GRAPH_VERSION to a living version.",
    );
  }
  return report.ok(`Meta's Graph API knows ${version}.`);
}

/** Without a token this is refused, and the refusal tells whether the version exists. */
export function askMeta(context: Context): Promise<Asked> {
  const { META_GRAPH_BASE: base, META_GRAPH_VERSION: version } = context.config;
  return ask(context, `${base}/${version}/me`);
}
