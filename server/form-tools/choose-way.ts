/** A portal chooses whether, and how, the answers to a form go back into its tool. */
import { z } from "zod";
import { RefusedInput } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import type { FormTools } from "./index.ts";
import { useScript } from "./script.ts";
import { askForPlace } from "./survey-place.ts";
import { formToolSchema, labels } from "./tools.ts";
import { forgetWriteBack, saveWriteBack, waySchema } from "./write-backs.ts";

export const choiceOfWaySchema = z.object({
  portalId: z.string(),
  tool: formToolSchema,
  /** As `forms import` took it: the tool's own id. */
  formId: z.string().regex(/^[\w-]{1,128}$/, "must be the form's id"),
  way: waySchema.or(z.literal("off")),
  /** Of the installed script. */
  url: z.string().max(2_000).optional(),
});
type Asked = z.infer<typeof choiceOfWaySchema>;

/**
 * What can be tried at once is tried at once: a right that is missing is seen here, not when answers wait.
 *
 * @throws RefusedInput `forms.no_such_way`, `forms.script_address`; OutsideError what the tool says
 */
export async function chooseWay(context: Context, tools: FormTools, asked: Asked) {
  const { portalId, tool, formId, way, url } = asked;
  const saved = { kind: "saved", tool, formId, way };
  if (way === "off") {
    await forgetWriteBack(context, portalId, { tool, formId });
    return saved;
  }
  if (!waysOf[tool].includes(way)) throw new RefusedInput("forms.no_such_way", whyNot(asked));
  if (way === "apps-script") {
    if (url === undefined) {
      throw new RefusedInput("forms.script_address", "Name the address of the installed web app with --url.");
    }
    await useScript(context, portalId, formId, url);
    return saved;
  }
  const place = await tools.surveyResponses(portalId, (client) => askForPlace(client, formId));
  await saveWriteBack(context, portalId, { tool, formId, way, secrets: undefined, remembered: JSON.stringify(place) });
  return { ...saved, collectorId: place.collectorId };
}

const waysOf: Readonly<Record<Asked["tool"], readonly Asked["way"][]>> = {
  typeform: [],
  "google-forms": ["apps-script"],
  surveymonkey: ["api"],
};

/** What each tool offers, for whoever asks what is possible. */
export const writesBack: Readonly<Record<Asked["tool"], string>> = {
  typeform: "Typeform offers no supported way to write answers back. Use HubSpot or a webhook as the destination.",
  "google-forms":
    "Way `apps-script`: a response in the form, by a small script that its owner installs; `forms script` prints it.",
  surveymonkey: "Way `api`: a response in a collector named WhatsApp. It needs a paid plan and the rights to write.",
};

function whyNot({ tool, way }: Asked): string {
  return waysOf[tool].length === 0
    ? writesBack[tool]
    : `${labels[tool]} has no way ${way}. It has: ${waysOf[tool].join(", ")}.`;
}
