/** Publishing from the app page: a form as a Flow, or a changed form as its next version. */
import { useCaseOf } from "../../core/use-cases/index.ts";
import type { FormSource, PagePublishResponse } from "../../src/app/packages/contract/index.ts";
import { rememberSource, takeOver } from "../form-tools/watching/index.ts";
import { type PublishResult, publishForm } from "../publishing/publish.ts";
import { ensureUseCaseProperties } from "../publishing/use-case.ts";
import { templatesSeen } from "../templates/seen.ts";
import { type PageParts, readyForm } from "./form-ready.ts";
import { templateState } from "./template-state.ts";

/** @throws RefusedInput, OutsideError: what the form's tool and WhatsApp say */
export async function publishSource(
  parts: PageParts,
  portalId: string,
  source: FormSource,
  copy: boolean,
): Promise<PagePublishResponse> {
  const { context, catalogue } = parts;
  const { form, read, flow } = await readyForm(parts, portalId, source);
  if (flow?.status === "paused") return paused;
  await ensureUseCaseProperties(parts, portalId, useCaseOf(form));
  const published = await publishForm(context, portalId, form, { clone: copy });
  if (published.kind !== "refused") {
    await rememberSource(context, portalId, published, read);
    catalogue.forget(published.flowId);
  }
  return answered(parts, portalId, published);
}

const paused: PagePublishResponse = {
  kind: "refused",
  code: "flow.paused",
  message: "This Flow is paused, and publishing would resume it. Resume it first.",
};

/** @param state names the changes that somebody has looked at. @throws as `takeOver` */
export async function publishChanges(
  parts: PageParts,
  portalId: string,
  flowId: string,
  state: string,
): Promise<PagePublishResponse> {
  const taken = await takeOver(parts, portalId, flowId, { state, draft: false });
  if (taken.kind === "unchanged" || taken.kind === "drafted") return { kind: "unchanged" };
  return answered(parts, portalId, taken);
}

async function answered(parts: PageParts, portalId: string, result: PublishResult): Promise<PagePublishResponse> {
  switch (result.kind) {
    case "published": {
      const { flowId, notice } = result;
      const carries = (await templatesSeen(parts.context, portalId, flowId)).find(({ inUse }) => inUse);
      const template = carries ? templateState(carries) : "in-review";
      return { kind: "published", flowId, template, ...(notice && { notice }) };
    }
    case "by-hand":
      return { kind: "by-hand", message: result.message, steps: [...result.steps] };
    case "refused": {
      const { code, message, offer } = result;
      return { kind: "refused", code, message, ...(offer && { copyCosts: [...offer.costs] }) };
    }
  }
}
