/** The app page's questions and presses. Portal and user come from HubSpot's signature, never from the body. */
import { Router } from "express";
import type { z } from "zod";
import { OutsideError, RefusedInput } from "../../core/errors.ts";
import {
  type PageTrouble,
  pageAskConsent,
  pageConnectTool,
  pageFlows,
  pageForms,
  pageHold,
  pagePreview,
  pagePublish,
  pageReplay,
  pageReport,
  pageResults,
  pageStart,
} from "../../src/app/packages/contract/index.ts";
import { flowsOf } from "../app-page/flows.ts";
import type { PageParts } from "../app-page/form-ready.ts";
import { formsOf } from "../app-page/forms.ts";
import { type Press, presses } from "../app-page/once.ts";
import { publishChanges, publishSource } from "../app-page/publish.ts";
import { flowPreview, formPreview, reportOf } from "../app-page/report.ts";
import { resultsOf } from "../app-page/results.ts";
import { startOf } from "../app-page/start.ts";
import { addQuestion } from "../consent/settings.ts";
import { replay } from "../delivery/replay.ts";
import { authoriseUrl } from "../form-tools/connect.ts";
import { holdBack } from "../publishing/flows.ts";
import { jsonOf, rawBody } from "./raw-body.ts";
import { signedCaller } from "./signed-call.ts";

/** HubSpot sends at most one megabyte (HubSpot reference 2.6). */
const limitBytes = 1024 * 1024;

export interface PageRoutesParts extends PageParts {
  readonly inBackground: (work: Promise<void>) => void;
}

interface Caller {
  readonly portalId: string;
  readonly userId: string;
}

interface PageCall<Asked, Answered> {
  readonly path: string;
  readonly request: z.ZodType<Asked>;
  readonly response: z.ZodType<Answered | PageTrouble>;
}

export function pageRoutes(parts: PageRoutesParts): Router {
  const { context, catalogue } = parts;
  const router = Router();
  const pressed = presses(context, { inBackground: parts.inBackground });

  /** A question: it changes nothing. The answer is checked against the contract before it leaves. */
  const serve = <Asked, Answered>(
    call: PageCall<Asked, Answered>,
    answer: (caller: Caller, asked: Asked) => Promise<Answered | PageTrouble>,
  ): void => {
    router.post(call.path, rawBody(limitBytes), async (request, response) => {
      const caller = await signedCaller(context, request);
      if (caller.kind === "refused") {
        response.status(caller.status).json({ message: caller.message });
        return;
      }
      const asked = call.request.safeParse(jsonOf(request));
      if (!asked.success) {
        response.json(trouble("page.bad_request", "The page and the server do not understand each other. Reload it."));
        return;
      }
      try {
        response.json(call.response.parse(await answer(caller, asked.data)));
      } catch (error) {
        if (!(error instanceof OutsideError || error instanceof RefusedInput)) throw error;
        response.json(trouble(error.code, error.message));
      }
    });
  };

  /** A press: done once per key. */
  const once = async <Answered>(press: Press<Answered>, running: Answered | PageTrouble) => {
    const seen = await pressed.once(press);
    if (seen.kind === "answered") return seen.answer;
    if (seen.kind === "running") return running;
    return trouble("page.lost", "The server was interrupted at it. Look how it stands, then press again.");
  };
  const stillAtIt = trouble("page.busy", "It takes longer than usual. Look again in a minute.");

  serve(pageStart, ({ portalId }) => startOf(context, portalId));
  serve(pageAskConsent, (caller, { idempotencyKey: key }) =>
    once(
      {
        ...{ ...caller, key, action: pageAskConsent.path, answer: pageAskConsent.response },
        work: async () => {
          await addQuestion(context, caller.portalId);
          return { kind: "saved" as const };
        },
      },
      stillAtIt,
    ),
  );
  serve(pageForms, ({ portalId }, asked) => formsOf(parts, portalId, asked));
  serve(pageConnectTool, async ({ portalId }, { tool }) => ({
    kind: "link" as const,
    url: await authoriseUrl(context, portalId, tool),
  }));
  serve(pageReport, ({ portalId }, { source }) => reportOf(parts, portalId, source));
  serve(pagePreview, (caller, { of, idempotencyKey: key }) =>
    once(
      {
        ...{ ...caller, key, action: pagePreview.path, answer: pagePreview.response },
        work: () =>
          of.what === "form"
            ? formPreview(parts, caller.portalId, of.source)
            : flowPreview(context, caller.portalId, of.flowId),
      },
      stillAtIt,
    ),
  );
  serve(pagePublish, (caller, { of, copy = false, idempotencyKey: key }) =>
    once(
      {
        ...{ ...caller, key, action: pagePublish.path, answer: pagePublish.response },
        work: () =>
          of.what === "form"
            ? publishSource(parts, caller.portalId, of.source, copy)
            : publishChanges(parts, caller.portalId, of.flowId, of.state),
      },
      { kind: "running" },
    ),
  );
  serve(pageFlows, ({ portalId }) => flowsOf(context, portalId));
  serve(pageHold, (caller, { flowId, what, idempotencyKey: key }) =>
    once(
      {
        ...{ ...caller, key, action: pageHold.path, answer: pageHold.response },
        work: async () => {
          const changed = await holdBack(context, caller.portalId, flowId, what === "pause");
          catalogue.forget(flowId);
          if (changed.kind === "refused") return changed;
          return { kind: "changed" as const, status: changed.flow.status };
        },
      },
      stillAtIt,
    ),
  );
  serve(pageResults, ({ portalId }, { after }) => resultsOf(context, portalId, after));
  serve(pageReplay, (caller, { stepId, idempotencyKey: key }) =>
    once(
      {
        ...{ ...caller, key, action: pageReplay.path, answer: pageReplay.response },
        work: async () => {
          const { steps } = await replay(context, caller.portalId, { stepId });
          return { kind: "replayed" as const, steps };
        },
      },
      stillAtIt,
    ),
  );
  return router;
}

function trouble(code: string, message: string): PageTrouble {
  return { kind: "error", code, message };
}
