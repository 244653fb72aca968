/**
 * EXPERIMENTAL: answers handed in at a Typeform form's own page. Off unless the operator switched it on
 * (`TYPEFORM_EXPERIMENTAL_WRITE_BACK`), and then only for forms whose owner chose it.
 */
import { z } from "zod";
import { whyNotTaken } from "../../connectors/typeform/index.ts";
import { OutsideError, RefusedInput } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import type { FormTools } from "./index.ts";
import type { WriteBack } from "./write-backs.ts";

export interface TypeformPage {
  readonly definition: unknown;
  /** The host of the form's page. */
  readonly pageBase: string;
}

export function isSwitchedOn({ config }: Pick<Context, "config">): boolean {
  return config.TYPEFORM_EXPERIMENTAL_WRITE_BACK === "on";
}

export function choseExperiment(context: Context, back: WriteBack | undefined): boolean {
  return isSwitchedOn(context) && back?.tool === "typeform" && back.way === "experimental";
}

/** Said wherever it is chosen. */
export const experimentWarning =
  "EXPERIMENTAL: Typeform offers no supported way to write answers back. This hands them in at the form's own page, by calls that Typeform documents nowhere, may change at any time and may forbid by its terms. Corrections cannot be handed in; a call without an answer is never repeated. Use HubSpot, a webhook or a sheet where you rely on it.";

/** @throws RefusedInput `forms.experiment_off` */
export function checkSwitchedOn(context: Context): void {
  if (isSwitchedOn(context)) return;
  const message =
    "Typeform offers no supported way to write answers back. Use HubSpot or a webhook as the destination. The operator of this server has not switched on the experimental one (TYPEFORM_EXPERIMENTAL_WRITE_BACK).";
  throw new RefusedInput("forms.experiment_off", message);
}

/** The form as it is now. @throws OutsideError where its page takes no answers from a machine, or the form cannot be read */
export async function typeformPage(
  { config }: Pick<Context, "config">,
  tools: Pick<FormTools, "read">,
  portalId: string,
  formId: string,
): Promise<TypeformPage> {
  // As a link, so that a public form needs no account.
  const { definition } = await tools.read(portalId, "typeform", `https://form.typeform.com/to/${formId}`);
  const why = whyNotTaken(definition);
  const pageBase = config.TYPEFORM_PAGE_BASE ?? ownPage(definition);
  if (why === undefined && pageBase !== undefined) return { definition, pageBase };
  const reasons = {
    captcha: "The Typeform form asks for a CAPTCHA, so its page takes no answers from here. Turn it off there.",
    "not-public": "The Typeform form is not public, so its page takes no answers. Publish it there.",
  };
  const message = why ? reasons[why] : "Typeform did not say where the form's page is.";
  throw new OutsideError(message, {
    code: why ? `typeform.${why.replace("-", "_")}` : "typeform.no_page",
    remedy: "ask-admin",
  });
}

const linksSchema = z.object({ _links: z.object({ display: z.url() }) });

/** Answers go to no other host, whatever a definition says. */
function ownPage(definition: unknown): string | undefined {
  const display = linksSchema.safeParse(definition).data?._links.display;
  const url = display === undefined ? undefined : new URL(display);
  return url?.protocol === "https:" && /^[a-z0-9-]+\.typeform\.com$/.test(url.host) ? url.origin : undefined;
}
