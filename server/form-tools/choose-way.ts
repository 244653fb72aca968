/** A portal chooses whether, and how, the answers to a form go back into its tool. */
import { z } from "zod";
import { RefusedInput } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import type { FormTools } from "./index.ts";
import { askForPlace } from "./survey-place.ts";
import { formToolSchema, labels } from "./tools.ts";
import { forgetWriteBack, saveWriteBack, waySchema } from "./write-backs.ts";

export const choiceOfWaySchema = z.object({
  portalId: z.string(),
  tool: formToolSchema,
  /** As `forms import` took it: the tool's own id. */
  formId: z.string().regex(/^[\w-]{1,128}$/, "must be the form's id"),
  way: waySchema.or(z.literal("off")),
});
type Asked = z.infer<typeof choiceOfWaySchema>;

/**
 * What can be tried at once is tried at once: a right that is missing is seen here, not when answers wait.
 *
 * @throws RefusedInput `forms.no_such_way`; OutsideError what the tool says
 */
export async function chooseWay(context: Context, tools: FormTools, asked: Asked) {
  const { portalId, tool, formId, way } = asked;
  if (way === "off") {
    await forgetWriteBack(context, portalId, { tool, formId });
    return { kind: "saved", tool, formId, way };
  }
  if (!waysOf[tool].includes(way)) throw new RefusedInput("forms.no_such_way", whyNot(asked));
  const place = await tools.surveyResponses(portalId, (client) => askForPlace(client, formId));
  await saveWriteBack(context, portalId, { tool, formId, way, secrets: undefined, remembered: JSON.stringify(place) });
  return { kind: "saved", tool, formId, way, collectorId: place.collectorId };
}

const waysOf: Readonly<Record<Asked["tool"], readonly Asked["way"][]>> = {
  typeform: [],
  "google-forms": [],
  surveymonkey: ["api"],
};

/** What each tool offers, for whoever asks what is possible. */
export const writesBack: Readonly<Record<Asked["tool"], string>> = {
  typeform:
    "Typeform offers no supported way to write answers back. Use HubSpot, a webhook or a Google sheet as the destination.",
  "google-forms": "Not yet.",
  surveymonkey: "Way `api`: a response in a collector named WhatsApp. It needs a paid plan and the rights to write.",
};

function whyNot({ tool, way }: Asked): string {
  return waysOf[tool].length === 0
    ? writesBack[tool]
    : `${labels[tool]} has no way ${way}. It has: ${waysOf[tool].join(", ")}.`;
}
