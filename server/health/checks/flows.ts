/** Each published Flow: as Meta has it, as its endpoint answers, and its message template. */
import { getFlow } from "../../../connectors/whatsapp/flows.ts";
import { listTemplates } from "../../../connectors/whatsapp/templates.ts";
import type { MetaFlow, Template } from "../../../connectors/whatsapp/types.ts";
import { sealRequest, sign } from "../../../connectors/whatsapp/wire/index.ts";
import { OutsideError } from "../../../core/errors.ts";
import type { Context } from "../../context.ts";
import type { RingKey } from "../../keys/ring.ts";
import { graphOf, unableTo } from "../../portals/graph.ts";
import type { MetaApp } from "../../portals/meta-apps.ts";
import type { Row } from "../../store/index.ts";
import { type Asked, ask } from "../ask.ts";
import { type Finding, finding, type Place } from "../finding.ts";
import type { AccountAtMeta } from "./whatsapp.ts";

export interface FlowGround extends Omit<AccountAtMeta, "app"> {
  /** Whose secret signs exchanges; a partner's app has one that is not ours. */
  readonly app: MetaApp | undefined;
  /** Our keys that some number has. */
  readonly usable: readonly RingKey[];
  /** Whether our public address answers. */
  readonly reachable: boolean;
}

export async function checkFlows(context: Context, ground: FlowGround): Promise<Finding[]> {
  const flows = await publishedFlows(context, ground.portalId, ground.connection.id);
  const perFlow = await Promise.all(
    flows.map(async (flow) => [
      ...(await atMeta(context, ground, flow)),
      await pinged(context, ground, flow),
      await template(context, ground, flow),
    ]),
  );
  return perFlow.flat();
}

async function publishedFlows({ store }: Context, portalId: string, connectionId: string): Promise<Row<"flows">[]> {
  const tenant = store.of(portalId);
  return tenant.all(
    tenant.db
      .selectFrom("flows")
      .selectAll()
      .where("connection_id", "=", connectionId)
      .where("meta_flow_id", "is not", null)
      .where("status", "!=", "draft")
      .orderBy("created_at"),
  );
}

async function atMeta(context: Context, { portalId, connection }: FlowGround, flow: Row<"flows">): Promise<Finding[]> {
  const place = { portalId, about: flow.name };
  const byHand = unableTo(context, connection, "manage-flows");
  if (byHand)
    return [finding("flow_status", place).skipped("360dialog does not show Flows. Look into WhatsApp Manager.")];
  try {
    const meta = await getFlow(graphOf(context, connection), flow.meta_flow_id ?? "");
    return [judgeStatus(place, meta), judgeEndpoint(context, place, meta, flow)];
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    const says = `Meta does not show this Flow (${error.code}): ${error.message}`;
    return [finding("flow_status", place).broken(says, "operator", "Publish the form again.")];
  }
}

function judgeStatus(place: Place, meta: MetaFlow): Finding {
  const report = finding("flow_status", place);
  const status = meta.status.toUpperCase();
  const health = meta.health_status;
  const ofFlow = health?.entities.find(({ entity_type }) => entity_type === "FLOW");
  const reasons = (ofFlow?.errors ?? []).map(({ error_description }) => error_description).join(" ");
  const endpointFirst = "Mend what the other findings name; Meta frees the Flow by itself once its figures are good.";
  if (status === "BLOCKED") {
    return report.broken(
      `Meta blocks this Flow: it is neither sent nor opened. ${reasons}`.trim(),
      "operator",
      endpointFirst,
    );
  }
  if (status === "THROTTLED") {
    return report.broken("Meta throttles this Flow to 10 messages an hour.", "operator", endpointFirst);
  }
  if (status === "DRAFT") {
    return report.broken(
      `This Flow is a draft at Meta. ${reasons}`.trim(),
      "operator",
      "Publish the form again: `flowella publish`.",
    );
  }
  if (status !== "PUBLISHED") {
    return report.broken(`This Flow is ${status} at Meta.`, "operator", "Publish the form again: `flowella publish`.");
  }
  if (meta.validation_errors && meta.validation_errors.length > 0) {
    const [first] = meta.validation_errors;
    return report.broken(
      `Meta finds mistakes in this Flow: ${first?.error ?? ""}`,
      "operator",
      "Publish the form again.",
    );
  }
  if (health?.can_send_message.toUpperCase() === "BLOCKED") {
    const all = health.entities.flatMap(({ errors = [] }) => errors.map((error) => error.error_description));
    return report.broken(
      `Meta does not let this Flow be sent. ${all.join(" ")}`.trim(),
      "whatsapp-admin",
      "Follow what Meta says there, in WhatsApp Manager.",
    );
  }
  return report.ok("Meta shows this Flow as published and healthy.");
}

function judgeEndpoint({ config }: Context, place: Place, meta: MetaFlow, flow: Row<"flows">): Finding {
  const report = finding("flow_endpoint", place);
  const ours = `${config.PUBLIC_BASE_URL}/flow/${flow.endpoint_id}`;
  if (meta.endpoint_uri === ours) return report.ok("Meta sends this Flow's exchanges here.");
  return report.broken(
    "Meta sends this Flow's exchanges to another address.",
    "operator",
    `Publish the form again, so that Meta learns ${ours}; or set PUBLIC_BASE_URL back.`,
  );
}

/** A slow answer is still one; Meta warns from one second on (WhatsApp reference 3.9). */
const slowMs = 1_000;

/** A real ping: sealed for the key that phones get, signed with the app's secret, through the public address. */
async function pinged(context: Context, ground: FlowGround, flow: Row<"flows">): Promise<Finding> {
  const report = finding("flow_ping", { portalId: ground.portalId, about: flow.name });
  const [key] = ground.usable;
  if (!ground.reachable) return report.skipped("the public address does not answer.");
  if (!key) return report.skipped("no number has a key of ours.");
  const version = context.config.FLOW_DATA_API_VERSION;
  const sealed = sealRequest(key.publicPem, { version, action: "ping" });
  const asked = await ask(context, `${context.config.PUBLIC_BASE_URL}/flow/${flow.endpoint_id}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      ...(ground.app && { "x-hub-signature-256": sign(Buffer.from(sealed.body), ground.app.secret) }),
    },
    body: sealed.body,
  });
  const trouble = pingTrouble(asked, (body) => sealed.open(body));
  if (trouble) return report.broken(trouble.says, "operator", trouble.fix);
  const ms = asked.kind === "answered" ? asked.ms : 0;
  if (ms <= slowMs) return report.ok(`The endpoint answers a real ping in ${ms} ms.`);
  return report.warn(
    `The endpoint took ${ms} ms for a ping; Meta counts more than a second as slow.`,
    "operator",
    "Look at the load of this machine and at its way to the network.",
  );
}

function pingTrouble(asked: Asked, open: (body: string) => unknown): { says: string; fix: string } | undefined {
  if (asked.kind === "failed") {
    return { says: `The endpoint does not answer a ping: ${asked.why}.`, fix: "Check the proxy before this server." };
  }
  if (asked.status === 200 && JSON.stringify(open(asked.body)) === '{"data":{"status":"active"}}') return undefined;
  return { says: `The endpoint answers a ping wrongly (HTTP ${asked.status}).`, fix: fixes[asked.status] ?? otherFix };
}

const fixes: Readonly<Record<number, string>> = {
  404: "Another server, or another database, answers at the public address: only one may.",
  421: "The request was changed on its way, or another server with other keys answers at the public address.",
  432: "Something on the way changes the body: the proxy must pass every byte as it came.",
};
const otherFix = "Look at the proxy before this server: it must pass the body, its headers and the answer unchanged.";

async function template(context: Context, { portalId, connection }: FlowGround, flow: Row<"flows">): Promise<Finding> {
  const report = finding("flow_template", { portalId, about: flow.name });
  if (!flow.template_name) {
    return report.warn(
      "This Flow has no message template: outside the 24 hours it cannot be sent.",
      "operator",
      "Publish the form again.",
    );
  }
  try {
    const graph = graphOf(context, connection);
    const all = await listTemplates(graph, connection.externalId, flow.template_name);
    return judgeTemplate(
      report,
      all.find(({ language }) => language === flow.template_language),
    );
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    const says = `Meta does not show this Flow's template (${error.code}): ${error.message}`;
    return report.broken(says, "operator", "Run this again; if it stays, connect the account again.");
  }
}

function judgeTemplate(report: ReturnType<typeof finding>, found: Template | undefined): Finding {
  const status = found?.status.toUpperCase() ?? "";
  const outside = "outside the 24 hours, this Flow cannot be sent";
  if (status === "APPROVED") return report.ok("The message template is approved.");
  if (status === "PENDING" || status === "IN_APPEAL") {
    return report.warn(
      `Meta still reviews the message template: until then, ${outside}.`,
      "meta",
      "Wait; it may take a day.",
    );
  }
  if (status === "") {
    return report.broken(`The message template is gone: ${outside}.`, "whatsapp-admin", "Publish the form again.");
  }
  return report.broken(
    `The message template is ${status}: ${outside}.`,
    "whatsapp-admin",
    "See WhatsApp Manager > Message templates for the reason, and edit or appeal it there.",
  );
}
