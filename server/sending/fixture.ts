/** Sessions for a load or conformance test: in the sandbox only, where no token opens anything real. */

import type { CompiledScreen } from "../../core/flow/types.ts";
import { type Field, type Form, fieldsInOrder } from "../../core/form/types.ts";
import type { KeyRings } from "../keys/rings.ts";
import { personWithWaId } from "../people/people.ts";
import { whatsappConnection } from "../portals/connections.ts";
import type { MetaApps } from "../portals/meta-apps.ts";
import { beginSend } from "./begin.ts";
import type { SendingParts } from "./request.ts";

export interface Fixture {
  readonly endpoint: string;
  readonly publicKey: string;
  readonly appSecret: string;
  readonly dataApiVersion: string;
  /** In order; each with a payload that the endpoint accepts. */
  readonly screens: readonly { readonly id: string; readonly payload: Readonly<Record<string, unknown>> }[];
  readonly tokens: readonly string[];
}

export interface FixtureParts extends SendingParts {
  readonly apps: MetaApps;
  readonly rings: KeyRings;
}

/** @returns undefined outside the sandbox, and where no Flow is published */
export async function makeFixture(parts: FixtureParts, portalId: string, count: number): Promise<Fixture | undefined> {
  const { context, catalogue, apps, rings } = parts;
  if (context.world !== "sandbox") return undefined;
  const tenant = context.store.of(portalId);
  const flow = await tenant.first(tenant.db.selectFrom("flows").selectAll().where("status", "=", "published").limit(1));
  const connection = flow && (await whatsappConnection(context, portalId, flow.connection_id));
  if (!flow?.current_version_id || !connection) return undefined;
  const { form, screens } = await catalogue.version(portalId, flow.current_version_id);
  const [appSecret = ""] = await apps.secretsOf(connection.metaAppId);
  const tokens: string[] = [];
  for (let made = 0; made < count; made += 1) {
    const waId = numberOfNobody(context);
    const personId = await personWithWaId(context, portalId, waId);
    const request = { flowId: flow.id, to: { phone: `+${waId}` }, idempotencyKey: `fixture-${waId}` };
    const { token } = await beginSend(parts, portalId, {
      flow,
      personId,
      waId,
      senderId: "fixture",
      channel: "message",
      request,
    });
    if (token) tokens.push(token);
  }
  return {
    endpoint: `${context.config.PUBLIC_BASE_URL}/flow/${flow.endpoint_id}`,
    publicKey: await rings.publicKeyOf(portalId, connection.id),
    appSecret,
    dataApiVersion: context.config.FLOW_DATA_API_VERSION,
    screens: screens.map((screen) => ({ id: screen.id, payload: samplePayload(form, screen) })),
    tokens,
  };
}

/** Fifteen digits, the most that a number has; drawn, so that no two fixtures share a person. */
function numberOfNobody({ randomBytes }: SendingParts["context"]): string {
  const drawn = Buffer.from(randomBytes(6)).readUIntBE(0, 6) % 10_000_000_000;
  return `39999${String(drawn).padStart(10, "0")}`;
}

function samplePayload(form: Form, { inputs }: CompiledScreen): Record<string, unknown> {
  const fields = new Map(fieldsInOrder(form).map((field) => [field.id, field]));
  return Object.fromEntries(
    inputs.flatMap(({ name, fieldId }): [string, unknown][] => {
      const field = fields.get(fieldId);
      return field ? [[name, sampleAnswer(field)]] : [];
    }),
  );
}

/** An answer that the field's own rules accept. */
function sampleAnswer(field: Field): unknown {
  switch (field.kind) {
    case "email":
      return "ana@example.org";
    case "phone":
      return "+390511234567";
    case "url":
      return "https://example.org";
    case "number":
      return String(field.min ?? Math.min(1, field.max ?? 1));
    case "date":
      return field.min ?? field.max ?? "2030-01-15";
    case "consent":
      return true;
    case "boolean":
      return "true";
    case "rating":
    case "nps":
      return "1";
    case "opinion_scale":
      return String(field.from);
    case "single_choice":
    case "dropdown":
      return field.choices[0]?.id ?? "";
    case "picture_choice":
      return field.multiple ? [field.choices[0]?.id ?? ""] : (field.choices[0]?.id ?? "");
    case "multiple_choice":
      return field.choices.slice(0, field.minSelect ?? 1).map(({ id }) => id);
    default:
      return "A sample answer";
  }
}
