/** What the operator's command line asks of the running server. Every route needs the operator's token. */
import type { Router } from "express";
import { z } from "zod";
import type { Beside } from "../../connectors/form-tool.ts";
import { mustBeIn } from "../../connectors/languages.ts";
import { bookingSource } from "../../core/bookings/index.ts";
import { editsSchema } from "../../core/edits/index.ts";
import { formItself, toolSchema } from "../../core/form/types.ts";
import { useCaseOf } from "../../core/use-cases/index.ts";
import { sendOrHold } from "../consent/held.ts";
import { hiddenSchema } from "../conversation/hidden.ts";
import { decideConflict, openConflicts } from "../delivery/conflicts.ts";
import { withFiles } from "../delivery/files.ts";
import { replay } from "../delivery/replay.ts";
import { stateOfSubmissions } from "../delivery/state.ts";
import type { FormTools } from "../form-tools/index.ts";
import { formToolSchema } from "../form-tools/tools.ts";
import { type ReadForm, readAs, rememberSource } from "../form-tools/watching/index.ts";
import type { KeyRings } from "../keys/rings.ts";
import { connectWhatsApp, whatsappValuesSchema } from "../portals/connect-whatsapp.ts";
import type { InstallingAccess } from "../portals/hubspot.ts";
import type { MetaApps } from "../portals/meta-apps.ts";
import { portalSettingsSchema } from "../portals/settings.ts";
import { allPortals, changeSettings, saveSettings } from "../portals/store.ts";
import { type AuditAction, type AuditEntry, auditWrite, recordAudit } from "../privacy/audit.ts";
import { applyUseCase } from "../publishing/apply-use-case.ts";
import { keepEdits } from "../publishing/edits.ts";
import { keepLanguage } from "../publishing/language.ts";
import { preparedForm } from "../publishing/prepared.ts";
import { draftForm, publishForm } from "../publishing/publish.ts";
import { ensureUseCaseProperties } from "../publishing/use-case.ts";
import type { SendingParts } from "../sending/request.ts";
import { connect360 } from "../whatsapp-account/360dialog.ts";
import { dialog360ValuesSchema } from "../whatsapp-account/360dialog-values.ts";
import { operatorDoor } from "./operator-door.ts";

export interface OperatorParts extends SendingParts {
  readonly hubspot: InstallingAccess;
  readonly apps: MetaApps;
  readonly rings: KeyRings;
  readonly forms: FormTools;
}

const sourceName = new RegExp(`^(${formItself}|(${bookingSource("")})?[a-z][a-z0-9_-]{0,39})$`);

const publishSchema = z.object({
  portalId: z.string(),
  /**
   * Choice questions whose options come from a data source of the portal: field id to the source's name, or `@form` for
   * the form's own options without those that are full, or `@booking:` and the name of a service whose slots they are.
   */
  choicesFrom: z.record(z.string(), z.string().regex(sourceName)).default({}),
  /** The business's own edits on top of the form; they stay with its Flow until others are given. */
  edits: editsSchema.optional(),
  /** One of the form's languages; it stays the Flow's until another is given. */
  language: z.string().trim().min(2).max(35).optional(),
  /** Publish a copy where WhatsApp lets nobody edit the Flow. */
  clone: z.boolean().default(false),
  source: z.union([
    /** A form of the portal's own HubSpot, by its id. */
    z.object({ tool: z.literal("hubspot"), formId: z.string().min(1) }),
    /** A form of an account that the portal connected, by its id or link; a use case by its name. */
    z.object({ tool: z.enum([...formToolSchema.options, "use-case"]), formId: z.string().min(1).max(500) }),
    /** Any tool's definition, as its API gives it. */
    z.object({ tool: toolSchema, definition: z.unknown() }),
  ]),
});
const sendSchema = z.object({
  portalId: z.string(),
  flowId: z.string(),
  to: z.union([z.object({ contactId: z.string() }), z.object({ phone: z.string() })]),
  idempotencyKey: z.string().min(8).max(128),
  hidden: hiddenSchema.optional(),
});
const applySchema = z.object({
  portalId: z.string(),
  flowId: z.string(),
  useCase: z.string().max(100),
  questions: z.record(z.string().max(100), z.string().max(200)),
});
const ofPortal = z.object({ portalId: z.string() });
const settingsSchema = ofPortal.extend({ settings: portalSettingsSchema });
const decisionSchema = ofPortal.extend({ conflictId: z.string(), contactId: z.string() });

export function operatorRoutes(parts: OperatorParts): Router {
  const { context, apps, rings } = parts;
  const { router, serve, servePortal } = operatorDoor(context);

  const told = (portalId: string, action: AuditAction, subject: string): Promise<void> =>
    recordAudit(context, portalId, { actor: "operator", action, subject });
  serve("/operator/portals", z.object({}), () => allPortals(context));
  servePortal("/operator/settings", settingsSchema, async ({ portalId, settings }) => {
    await saveSettings(context, portalId, settings, [auditWrite(context, portalId, bySettings("all"))]);
    return { kind: "saved", settings };
  });
  const settingsChange = ofPortal.extend({ change: z.record(z.string(), z.unknown()) });
  servePortal("/operator/settings/change", settingsChange, async ({ portalId, change }) => ({
    kind: "saved",
    settings: await changeSettings(context, portalId, change, [
      auditWrite(context, portalId, bySettings(Object.keys(change).sort().join(","))),
    ]),
  }));
  const connected = async <Result extends { readonly kind: string }>(portalId: string, result: Result) => {
    if (result.kind === "connected") await told(portalId, "connected", "whatsapp");
    return result;
  };
  servePortal("/operator/connect/whatsapp", whatsappValuesSchema, async (values) =>
    connected(values.portalId, await connectWhatsApp({ context, apps, rings }, values)),
  );
  servePortal("/operator/connect/360dialog", dialog360ValuesSchema, async (values) =>
    connected(values.portalId, await connect360({ context, apps, rings }, values)),
  );
  servePortal("/operator/publish", publishSchema, async ({ portalId, source, choicesFrom, clone, edits, language }) => {
    const read = await readForm(parts, portalId, source, language);
    const form = await preparedForm(context, portalId, read.form, { choicesFrom, edits });
    await ensureUseCaseProperties(parts, portalId, useCaseOf(form));
    const published = await publishForm(context, portalId, form, { clone });
    if (published.kind === "refused") return published;
    if (edits) await keepEdits(context, portalId, published.flowId, edits);
    if (language) await keepLanguage(context, portalId, published.flowId, read.form.language);
    await rememberSource(context, portalId, published, read);
    parts.catalogue.forget(published.flowId);
    await told(portalId, "published", published.flowId);
    return published;
  });
  servePortal("/operator/draft", publishSchema, async ({ portalId, source, choicesFrom, edits, language }) => {
    const read = await readForm(parts, portalId, source, language);
    const form = await preparedForm(context, portalId, read.form, { choicesFrom, edits });
    const drafted = await draftForm(context, portalId, form);
    if (drafted.kind === "refused") return drafted;
    if (edits) await keepEdits(context, portalId, drafted.flowId, edits);
    if (language) await keepLanguage(context, portalId, drafted.flowId, read.form.language);
    await rememberSource(context, portalId, drafted, read);
    return drafted;
  });
  servePortal("/operator/use-cases/apply", applySchema, ({ portalId, ...request }) =>
    applyUseCase(parts, portalId, request),
  );
  servePortal("/operator/send", sendSchema, ({ portalId, ...request }) =>
    sendOrHold(parts, portalId, { ...request, actor: "operator" }),
  );
  servePortal(
    "/operator/submissions",
    ofPortal.extend({ results: z.boolean().default(false) }),
    async ({ portalId, results }) => {
      const submissions = await withFiles(context, portalId, await stateOfSubmissions(context, portalId, { results }));
      // What was calculated, and hidden values, are personal data.
      if (results) await told(portalId, "revealed", "submissions");
      return submissions;
    },
  );
  servePortal("/operator/replay", ofPortal, async ({ portalId }) => {
    const { steps } = await replay(context, portalId);
    if (steps > 0) await told(portalId, "replayed", "all");
    return { kind: "replayed", steps };
  });
  servePortal("/operator/conflicts", ofPortal, ({ portalId }) => openConflicts(context, portalId));
  servePortal("/operator/conflicts/decide", decisionSchema, async ({ portalId, conflictId, contactId }) => {
    if (!(await decideConflict(context, portalId, conflictId, contactId))) {
      const message = "There is no such open question, or this contact is not among its candidates.";
      return { kind: "refused", code: "unknown_conflict", message };
    }
    await told(portalId, "decided", conflictId);
    return { kind: "decided" };
  });
  return router;
}

/** @param names of what is different; never the values */
const bySettings = (names: string): AuditEntry => ({
  actor: "operator",
  action: "settings-changed",
  subject: names.slice(0, 200),
});

type Source = z.infer<typeof publishSchema>["source"];

/** @throws RefusedInput `form.no_such_language` */
async function readForm(
  parts: OperatorParts,
  portalId: string,
  source: Source,
  language: string | undefined,
): Promise<ReadForm> {
  const read = readAs(source.tool, await foundForm(parts, portalId, source, language));
  if (language !== undefined) mustBeIn(read.form, language);
  return read;
}

async function foundForm(
  { hubspot, forms }: OperatorParts,
  portalId: string,
  source: Source,
  language: string | undefined,
): Promise<{ definition: unknown; beside: Beside }> {
  if (!("formId" in source)) return { definition: source.definition, beside: {} };
  if (source.tool !== "hubspot") return forms.read(portalId, source.tool, source.formId, language);
  return { definition: await hubspot.of(portalId).getForm(source.formId), beside: {} };
}
