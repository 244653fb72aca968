/** A Flow version shown on a page, against the real endpoint. */
import { sign } from "../../connectors/whatsapp/wire/index.ts";
import type { Json } from "../../core/flow/types.ts";
import type { Context } from "../context.ts";
import type { Converse } from "../conversation/answers.ts";
import { type Endpoint, endpoint } from "../conversation/endpoint.ts";
import type { HealthLog } from "../health/events.ts";
import type { KeyRings } from "../keys/rings.ts";
import type { MetaApps } from "../portals/meta-apps.ts";
import { findPortal } from "../portals/store.ts";
import { type FlowVersion, storedFlowSchema } from "../publishing/catalogue.ts";
import { openingOf, wordsOf } from "../publishing/opening.ts";
import type { Row } from "../store/index.ts";
import { type PreviewParts, previewSession, previewToken } from "./session.ts";
import { openState, sealState } from "./state.ts";
import { checkTicket, issueTicket, type PreviewTicket } from "./ticket.ts";

export interface PreviewRoom extends Omit<PreviewParts, "context"> {
  readonly context: Context;
  readonly apps: MetaApps;
  readonly rings: KeyRings;
}

export interface PreviewWanted {
  readonly flowId: string;
  /** A version's number, or the newest, published or not; by default what new messages carry. */
  readonly version?: number | "newest" | undefined;
  readonly hours: number;
}

export type PreviewLink =
  | { readonly kind: "link"; readonly url: string; readonly version: number; readonly until: string }
  | { readonly kind: "refused"; readonly code: string; readonly message: string };

/** The signed link to a preview; whoever has it can open it until it ends. */
export async function previewLink(context: Context, portalId: string, wanted: PreviewWanted): Promise<PreviewLink> {
  const { flowId, version, hours } = wanted;
  const tenant = context.store.of(portalId);
  const flow = await tenant.first(tenant.db.selectFrom("flows").selectAll().where("id", "=", flowId));
  if (!flow) return { kind: "refused", code: "flow.unknown", message: "The portal has no such Flow." };
  const all = tenant.db.selectFrom("flow_versions").select(["id", "number"]).where("flow_id", "=", flowId);
  const current = version === undefined ? flow.current_version_id : null;
  const asked =
    typeof version === "number"
      ? all.where("number", "=", version)
      : current !== null
        ? all.where("id", "=", current)
        : all.orderBy("number", "desc").limit(1);
  const found = await tenant.first(asked);
  if (!found) return { kind: "refused", code: "flow.no_version", message: "The Flow has no such version." };
  const until = context.now() + hours * 3_600_000;
  const token = issueTicket(context, { portalId, flowId, versionId: found.id, until });
  const url = `${context.config.PUBLIC_BASE_URL}/preview/${token}`;
  return { kind: "link", url, version: found.number, until: new Date(until).toISOString() };
}

/** A link that was good, with what it opens. */
export interface OpenPreview {
  readonly ticket: PreviewTicket;
  readonly flow: Row<"flows">;
  readonly version: Pick<Row<"flow_versions">, "number" | "compiled">;
}

export type FoundPreview = { readonly kind: "open"; readonly preview: OpenPreview } | { readonly kind: NoPreview };

/** `gone`: the link was good, and what it opened is not there any more. */
export type NoPreview = "forged" | "expired" | "gone";

export async function openPreview(context: Context, token: string): Promise<FoundPreview> {
  const checked = checkTicket(context, token);
  if (checked.kind !== "good") return checked;
  const { ticket } = checked;
  if ((await findPortal(context, ticket.portalId))?.status !== "active") return { kind: "gone" };
  const tenant = context.store.of(ticket.portalId);
  const flow = await tenant.first(tenant.db.selectFrom("flows").selectAll().where("id", "=", ticket.flowId));
  const version = await tenant.first(
    tenant.db
      .selectFrom("flow_versions")
      .select(["number", "compiled"])
      .where("id", "=", ticket.versionId)
      .where("flow_id", "=", ticket.flowId),
  );
  return flow && version ? { kind: "open", preview: { ticket, flow, version } } : { kind: "gone" };
}

/** What the page needs to show the message and open the Flow. No secret is part of it. */
export interface PreviewContent {
  readonly name: string;
  readonly version: number;
  /** Whether new messages carry this version. */
  readonly current: boolean;
  readonly language: string;
  readonly message: { readonly body: string; readonly button: string };
  readonly flowJson: unknown;
  readonly flowToken: string;
  readonly mode: "data_exchange" | "navigate";
  readonly firstScreen?: string;
  readonly data?: Readonly<Record<string, Json | unknown>>;
  readonly publicKey: string;
}

export async function contentOf(room: PreviewRoom, preview: OpenPreview): Promise<PreviewContent | undefined> {
  const { ticket, flow, version } = preview;
  const at = await room.catalogue.byEndpoint(flow.endpoint_id);
  if (!at) return undefined;
  const known = await room.catalogue.version(ticket.portalId, ticket.versionId);
  const open = openingOf(known, at.settings);
  const words = wordsOf(known);
  return {
    name: flow.name,
    version: version.number,
    current: flow.current_version_id === ticket.versionId,
    language: languageOf(known),
    message: { body: words.body, button: words.button },
    flowJson: storedFlowSchema.parse(JSON.parse(version.compiled)).flow,
    flowToken: previewToken(ticket),
    mode: open.action,
    ...(open.action === "navigate" && { firstScreen: open.screen, ...(open.data && { data: open.data }) }),
    publicKey: await room.rings.publicKeyOf(ticket.portalId, flow.connection_id),
  };
}

/** As an HTML page names it. */
function languageOf({ form }: FlowVersion): string {
  return form.language.trim().replaceAll("_", "-");
}

export interface PreviewAnswer {
  readonly status: number;
  /** Encrypted for the page, as for a phone. */
  readonly body: string;
  /** The session, sealed: to be handed in with the next exchange. */
  readonly state: string;
}

/**
 * One exchange of the page: signed as Meta signs, and answered by the endpoint like any other. Only the session is the
 * preview's own, so a link reaches nobody's conversation, and the page needs no secret.
 */
export async function previewExchange(
  room: PreviewRoom,
  { ticket, flow }: OpenPreview,
  asked: { readonly body: string; readonly state?: string | undefined },
): Promise<PreviewAnswer> {
  const { context, apps } = room;
  const session = previewSession(room, ticket, openState(context, ticket, asked.state));
  const at = await room.catalogue.byEndpoint(flow.endpoint_id);
  const [secret = ""] = await apps.secretsOf(at?.metaAppId ?? null);
  const bytes = Buffer.from(asked.body);
  const answer = await endpointFor(room, session.converse).answer(flow.endpoint_id, bytes, sign(bytes, secret));
  return { ...answer, state: sealState(context, ticket, session.state()) };
}

function endpointFor({ context, catalogue, apps, rings }: PreviewRoom, converse: Converse): Endpoint {
  return endpoint({
    // What a preview does counts nowhere.
    context: { ...context, metrics: { ...context.metrics, exchange: () => undefined } },
    catalogue,
    metaApps: apps,
    keyRings: rings,
    health: uncounted,
    converse,
  });
}

const uncounted: HealthLog = { count: () => undefined, flush: async () => undefined };
