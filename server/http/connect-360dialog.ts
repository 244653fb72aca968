/** `/connect/whatsapp/360dialog`: the page on which an admin connects a number that 360dialog runs. */
import { Router } from "express";
import { dialog360 } from "../../connectors/whatsapp/routes/360dialog.ts";
import { OutsideError } from "../../core/errors.ts";
import { actorOf, recordAudit } from "../privacy/audit.ts";
import { connect360 } from "../whatsapp-account/360dialog.ts";
import { dialog360ValuesSchema } from "../whatsapp-account/360dialog-values.ts";
import type { AccountParts } from "../whatsapp-account/parts.ts";
import { type Connect360View, connect360Page, type Typed360 } from "./connect-360dialog-view.ts";
import { behindLink } from "./connect-session.ts";
import { bytesOf, rawBody } from "./raw-body.ts";

const home = "/connect/whatsapp/360dialog";
const limitBytes = 64 * 1024;

/** Behind the same link as the page that connects WhatsApp, whose headers guard this one as well. */
export function connect360dialogRoutes(parts: AccountParts): Router {
  const { context } = parts;
  const { D360_PARTNER_ID, D360_PARTNER_API_KEY } = context.config;
  const partner = Boolean(D360_PARTNER_ID && D360_PARTNER_API_KEY);
  const { cannot } = dialog360({ baseUrl: context.config.D360_API_BASE, apiKeys: {} });
  const page = (portalId: string, tried?: Connect360View["tried"]) =>
    connect360Page({ portalId, cannot, partner, ...(tried && { tried }) });
  const router = Router();

  router.get(
    home,
    behindLink(context, "whatsapp", async (_request, response, { portalId }) => {
      response.send(page(portalId));
    }),
  );

  router.post(
    home,
    rawBody(limitBytes),
    behindLink(context, "whatsapp", async (request, response, { portalId, userId }) => {
      const form = new URLSearchParams(Buffer.from(bytesOf(request)).toString("utf8"));
      const text = (name: string) => form.get(name)?.trim().slice(0, 200) ?? "";
      const typed: Typed360 = {
        wabaId: text("wabaId"),
        number: text("number"),
        partnerAccountId: text("partnerAccountId"),
      };
      const refuse = (says: string, checks: NonNullable<Connect360View["tried"]>["checks"] = [], code = "") =>
        response.status(422).send(page(portalId, { says, typed, checks, taken: code === "360dialog.hook_taken" }));
      const values = dialog360ValuesSchema.safeParse({
        portalId,
        wabaId: typed.wabaId,
        number: typed.number,
        apiKey: form.get("apiKey") ?? "",
        ...(typed.partnerAccountId !== "" && { partnerAccountId: typed.partnerAccountId }),
        takeOver: form.get("takeOver") === "yes",
      });
      if (!values.success) {
        const [issue] = values.error.issues;
        refuse(`${labels[String(issue?.path[0])] ?? "A value"} ${issue?.message ?? "is missing"}.`);
        return;
      }
      try {
        const result = await connect360(parts, values.data);
        if (result.kind === "connected") {
          await recordAudit(context, portalId, { actor: actorOf(userId), action: "connected", subject: "whatsapp" });
          response.redirect(303, "/connect/whatsapp?done=360dialog");
        } else refuse(result.message, result.checks, result.code);
      } catch (error) {
        if (!(error instanceof OutsideError)) throw error;
        refuse(error.message);
      }
    }),
  );
  return router;
}

const labels: Readonly<Record<string, string>> = {
  wabaId: "The WhatsApp Business account id",
  number: "The phone number",
  apiKey: "The API key",
  partnerAccountId: "360dialog's id of the account",
};
