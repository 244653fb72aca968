/** The app page's questions and presses. */
import type { Router } from "express";
import {
  pageAlerts,
  pageAskConsent,
  pageConnectTool,
  pageDismiss,
  pageEdit,
  pageEdits,
  pageEntryFiles,
  pageFlow,
  pageFlows,
  pageForms,
  pageHold,
  pageMapping,
  pageMappingSave,
  pageMappingTry,
  pagePhoneTest,
  pagePhoneTestState,
  pagePreview,
  pagePublish,
  pageReplay,
  pageReport,
  pageResults,
  pageRollBack,
  pageStart,
  pageTemplates,
} from "../../src/app/packages/contract/index.ts";
import { alertsShown } from "../alerts/index.ts";
import { changeForm, editsShown } from "../app-page/edits.ts";
import { entryFilesOf } from "../app-page/entry-files.ts";
import { noteFirst } from "../app-page/firsts.ts";
import { dismiss, flowOf, goBack } from "../app-page/flow.ts";
import { flowsOf } from "../app-page/flows.ts";
import type { PageParts } from "../app-page/form-ready.ts";
import { formsOf } from "../app-page/forms.ts";
import { mappingOf, saveMapping, tryMapping } from "../app-page/mapping.ts";
import { howTestStands, phoneTestOf } from "../app-page/phone-test.ts";
import { publishChanges, publishSource } from "../app-page/publish.ts";
import { flowPreview, formPreview, reportOf } from "../app-page/report.ts";
import { resultsOf } from "../app-page/results.ts";
import { startOf } from "../app-page/start.ts";
import { templatesOf } from "../app-page/templates.ts";
import { addQuestion } from "../consent/settings.ts";
import { replay } from "../delivery/replay.ts";
import { authoriseUrl } from "../form-tools/connect.ts";
import { recordAudit } from "../privacy/audit.ts";
import { holdBack } from "../publishing/flows.ts";
import { type HubSpotDoorParts, hubspotDoor } from "./hubspot-door.ts";

export type PageRoutesParts = PageParts & HubSpotDoorParts;

export function pageRoutes(parts: PageRoutesParts): Router {
  const { context, catalogue } = parts;
  const { router, serve, press } = hubspotDoor(parts);

  serve(pageStart, "any", ({ portalId }) => startOf(context, portalId));
  serve(pageAlerts, "any", ({ portalId, access }) => alertsShown(context, portalId, access.rights.has("admin")));
  press(pageAskConsent, "admin", async ({ portalId, userId }) => {
    await addQuestion(context, portalId);
    await recordAudit(context, portalId, {
      actor: `user:${userId}`,
      action: "settings-changed",
      subject: "consent:question",
    });
    return { kind: "saved" };
  });
  serve(pageForms, "publish", ({ portalId }, asked) => formsOf(parts, portalId, asked));
  serve(pageConnectTool, "admin", async ({ portalId }, { tool }) => ({
    kind: "link",
    url: await authoriseUrl(context, portalId, tool),
  }));
  serve(pageTemplates, "publish", ({ portalId }, { language }) => templatesOf(context, portalId, language));
  serve(pageReport, "publish", ({ portalId }, { source }) => reportOf(parts, portalId, source));
  press(pagePreview, "publish", async ({ portalId }, { of }) => {
    const look =
      of.what === "form" ? formPreview(parts, portalId, of.source) : flowPreview(context, portalId, of.flowId);
    const link = await look;
    if (link.kind === "link") await noteFirst(context, portalId, "previewed");
    return link;
  });
  press(pagePhoneTest, "publish", (caller, { source }) => phoneTestOf(parts, caller, source));
  serve(pagePhoneTestState, "publish", ({ portalId }, { code }) => howTestStands(context, portalId, code));
  press(
    pagePublish,
    "publish",
    async ({ portalId, userId }, { of, copy = false }) => {
      const published = await (of.what === "form"
        ? publishSource(parts, portalId, of.source, copy)
        : publishChanges(parts, portalId, of.flowId, of.state));
      if (published.kind === "published") {
        await recordAudit(context, portalId, {
          actor: `user:${userId}`,
          action: "published",
          subject: published.flowId,
        });
      }
      return published;
    },
    { kind: "running" },
  );
  serve(pageEdits, "publish", ({ portalId }, { source }) => editsShown(parts, portalId, source));
  press(pageEdit, "publish", (caller, asked) => changeForm(parts, caller, asked));
  serve(pageMapping, "publish", ({ portalId }, { source }) => mappingOf(parts, portalId, source));
  serve(pageMappingTry, "publish", ({ portalId }, asked) => tryMapping(parts, portalId, asked));
  press(pageMappingSave, "publish", (caller, asked) => saveMapping(parts, caller, asked));
  serve(pageFlows, "any", ({ portalId }) => flowsOf(context, portalId));
  serve(pageFlow, "any", ({ portalId }, { flowId }) => flowOf(context, portalId, flowId));
  press(pageDismiss, "publish", ({ portalId }, asked) => dismiss(context, portalId, asked));
  press(pageRollBack, "publish", (caller, asked) => goBack(parts, caller, asked));
  press(pageHold, "publish", async ({ portalId, userId }, { flowId, what }) => {
    const changed = await holdBack(context, portalId, flowId, what === "pause", `user:${userId}`);
    catalogue.forget(flowId);
    if (changed.kind === "refused") return changed;
    return { kind: "changed", status: changed.flow.status };
  });
  serve(pageEntryFiles, "publish", ({ portalId }, { entryId }) => entryFilesOf(context, portalId, entryId));
  serve(pageResults, "see-answers", async ({ portalId, access }, { after }) => {
    const results = await resultsOf(context, portalId, after);
    const ids = results.submissions.map(({ id }) => id);
    const seen = await parts.rights.contacts.submissions(access, portalId, ids);
    return { ...results, submissions: results.submissions.filter(({ id }) => seen.has(id)) };
  });
  press(pageReplay, "see-answers", async ({ portalId, userId }, { stepId }) => {
    const { steps } = await replay(context, portalId, { stepId });
    await recordAudit(context, portalId, { actor: `user:${userId}`, action: "replayed", subject: stepId ?? "all" });
    return { kind: "replayed", steps };
  });
  return router;
}
