/** What the operator's command line asks of the running server. Every route needs the operator's token. */
import { createHash, timingSafeEqual } from "node:crypto";
import { type RequestHandler, Router } from "express";
import { z } from "zod";
import { formReaders } from "../../connectors/index.ts";
import { OutsideError, RefusedInput } from "../../core/errors.ts";
import { type Form, toolSchema } from "../../core/form/types.ts";
import type { Context } from "../context.ts";
import { decideConflict, openConflicts } from "../delivery/conflicts.ts";
import { replayDead, stateOfSubmissions } from "../delivery/state.ts";
import { connectWhatsApp, whatsappValuesSchema } from "../portals/connect-whatsapp.ts";
import type { KeyRings } from "../portals/key-ring.ts";
import type { MetaApps } from "../portals/meta-apps.ts";
import { portalSettingsSchema } from "../portals/settings.ts";
import { allPortals, findPortal, saveSettings } from "../portals/store.ts";
import { publishForm } from "../publishing/publish.ts";
import { type SendingParts, sendFlow } from "../sending/send.ts";
import { jsonOf, rawBody } from "./raw-body.ts";

const limitBytes = 12 * 1024 * 1024;

export interface OperatorParts extends SendingParts {
  readonly apps: MetaApps;
  readonly rings: KeyRings;
  /** Steps may have become ready. */
  readonly wakeDelivery: () => void;
}

const publishSchema = z.object({
  portalId: z.string(),
  source: z.union([
    /** A form of the portal's own HubSpot, by its id. */
    z.object({ tool: z.literal("hubspot"), formId: z.string().min(1) }),
    /** Any tool's definition, as its API gives it. */
    z.object({ tool: toolSchema, definition: z.unknown() }),
  ]),
});
const sendSchema = z.object({
  portalId: z.string(),
  flowId: z.string(),
  to: z.union([z.object({ contactId: z.string() }), z.object({ phone: z.string() })]),
  idempotencyKey: z.string().min(8).max(128),
});
const ofPortal = z.object({ portalId: z.string() });
const settingsSchema = ofPortal.extend({ settings: portalSettingsSchema });
const decisionSchema = ofPortal.extend({ conflictId: z.string(), contactId: z.string() });

export function operatorRoutes(parts: OperatorParts): Router {
  const { context, apps, rings } = parts;
  const router = Router();

  const serve = <Asked>(path: string, schema: z.ZodType<Asked>, answer: (asked: Asked) => Promise<unknown>): void => {
    router.post(path, onlyOperator(context), rawBody(limitBytes), async (request, response) => {
      const asked = schema.safeParse(jsonOf(request));
      if (!asked.success) {
        response.status(400).json({ kind: "refused", code: "bad_request", message: z.prettifyError(asked.error) });
        return;
      }
      try {
        response.json(await answer(asked.data));
      } catch (error) {
        if (!(error instanceof OutsideError || error instanceof RefusedInput)) throw error;
        response.json({ kind: "refused", code: error.code, message: error.message });
      }
    });
  };

  /** Every call names a portal that is there: nothing is written for one that never installed. */
  const servePortal = <Asked extends { portalId: string }>(
    path: string,
    schema: z.ZodType<Asked>,
    answer: (asked: Asked) => Promise<unknown>,
  ): void =>
    serve(path, schema, async (asked) => {
      if (await findPortal(context, asked.portalId)) return answer(asked);
      return { kind: "refused", code: "unknown_portal", message: "This portal has not installed the app." };
    });

  serve("/operator/portals", z.object({}), () => allPortals(context));
  servePortal("/operator/settings", settingsSchema, async ({ portalId, settings }) => {
    await saveSettings(context, portalId, settings);
    return { kind: "saved", settings };
  });
  servePortal("/operator/connect/whatsapp", whatsappValuesSchema, (values) =>
    connectWhatsApp(context, apps, rings, values),
  );
  servePortal("/operator/publish", publishSchema, async ({ portalId, source }) =>
    publishForm(context, portalId, await formFrom(parts, portalId, source)),
  );
  servePortal("/operator/send", sendSchema, ({ portalId, ...request }) => sendFlow(parts, portalId, request));
  servePortal("/operator/submissions", ofPortal, ({ portalId }) => stateOfSubmissions(context, portalId));
  servePortal("/operator/replay", ofPortal, async ({ portalId }) => {
    const replayed = await replayDead(context, portalId);
    parts.wakeDelivery();
    return { kind: "replayed", steps: replayed };
  });
  servePortal("/operator/conflicts", ofPortal, ({ portalId }) => openConflicts(context, portalId));
  servePortal("/operator/conflicts/decide", decisionSchema, async ({ portalId, conflictId, contactId }) => {
    if (!(await decideConflict(context, portalId, conflictId, contactId))) {
      const message = "There is no such open question, or this contact is not among its candidates.";
      return { kind: "refused", code: "unknown_conflict", message };
    }
    parts.wakeDelivery();
    return { kind: "decided" };
  });
  return router;
}

type Source = z.infer<typeof publishSchema>["source"];

async function formFrom({ hubspot }: OperatorParts, portalId: string, source: Source): Promise<Form> {
  const definition = "formId" in source ? await hubspot.of(portalId).getForm(source.formId) : source.definition;
  const read = formReaders[source.tool];
  if (!read) throw new RefusedInput("tool.not_built", `Forms of ${source.tool} cannot be read yet.`);
  return read(definition);
}

function onlyOperator({ config }: Context): RequestHandler {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  const expected = hash(`Bearer ${config.FLOWELLA_OPERATOR_TOKEN}`);
  return (request, response, next) => {
    if (timingSafeEqual(hash(request.get("authorization") ?? ""), expected)) {
      next();
      return;
    }
    response
      .status(401)
      .json({ kind: "refused", code: "unauthorized", message: "The operator token is missing or wrong." });
  };
}
