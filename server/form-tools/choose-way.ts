/** A portal chooses whether, and how, the answers to a form go back into its tool. */
import { z } from "zod";
import { RefusedInput } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import type { FormTools } from "./index.ts";
import { useScript } from "./script.ts";
import { linkedSheet, useSheet } from "./sheet.ts";
import { askForPlace } from "./survey-place.ts";
import { formToolSchema, labels } from "./tools.ts";
import { checkSwitchedOn, experimentWarning, typeformPage } from "./typeform-page.ts";
import { forgetWriteBack, saveWriteBack, waySchema } from "./write-backs.ts";

export const choiceOfWaySchema = z.object({
  portalId: z.string(),
  tool: formToolSchema,
  /** As `forms import` took it: the tool's own id. */
  formId: z.string().regex(/^[\w-]{1,128}$/, "must be the form's id"),
  way: waySchema.or(z.literal("off")),
  /** Of the installed script. */
  url: z.string().max(2_000).optional(),
  /** Id of the spreadsheet; without it, the one that is linked to the form. */
  spreadsheetId: z
    .string()
    .regex(/^[\w-]{10,200}$/, "must be the spreadsheet's id")
    .optional(),
});
type Asked = z.infer<typeof choiceOfWaySchema>;

/**
 * What can be tried at once is tried at once: a right that is missing is seen here, not when answers wait.
 *
 * @throws RefusedInput `forms.no_such_way`, `forms.script_address`; OutsideError what the tool says
 */
export async function chooseWay(context: Context, tools: FormTools, asked: Asked) {
  const { portalId, tool, formId, way, url } = asked;
  const saved = { kind: "saved", tool, formId, way, ...(await noFlowYet(context, asked)) };
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
  if (way === "sheet") {
    const spreadsheetId = asked.spreadsheetId ?? (await linkedSheet(tools, portalId, formId));
    await useSheet(context, tools, portalId, formId, spreadsheetId);
    return { ...saved, spreadsheetId };
  }
  if (way === "experimental") {
    checkSwitchedOn(context);
    await typeformPage(context, tools, portalId, formId);
    await saveWriteBack(context, portalId, { tool, formId, way, secrets: undefined, remembered: undefined });
    return { ...saved, warning: experimentWarning };
  }
  const place = await tools.surveyResponses(portalId, (client) => askForPlace(client, formId));
  await saveWriteBack(context, portalId, { tool, formId, way, secrets: undefined, remembered: JSON.stringify(place) });
  return { ...saved, collectorId: place.collectorId };
}

/** A way that was chosen under a wrong id would wait for answers that never come. */
async function noFlowYet({ store }: Context, { portalId, tool, formId }: Asked): Promise<{ note?: string }> {
  const tenant = store.of(portalId);
  const query = tenant.db
    .selectFrom("flows")
    .select("id")
    .where("source_tool", "=", tool)
    .where("source_form_id", "=", formId);
  if (await tenant.first(query.limit(1))) return {};
  return { note: "No Flow has been made of a form with this id yet. Answers go back once it is imported." };
}

const waysOf: Readonly<Record<Asked["tool"], readonly Asked["way"][]>> = {
  typeform: ["experimental"],
  "google-forms": ["apps-script", "sheet"],
  surveymonkey: ["api"],
};

/** What each tool offers, for whoever asks what is possible. */
export const writesBack: Readonly<Record<Asked["tool"], string>> = {
  typeform:
    "Typeform offers no supported way to write answers back. Use HubSpot or a webhook as the destination. Way `experimental`, where the operator has switched it on: see docs/form-tools.md before you choose it.",
  "google-forms":
    "Way `apps-script`: a response in the form, by a small script that its owner installs; `forms script` prints it. Way `sheet`: a row in a tab of the form's linked sheet, which is no response.",
  surveymonkey: "Way `api`: a response in a collector named WhatsApp. It needs a paid plan and the rights to write.",
};

function whyNot({ tool, way }: Asked): string {
  return tool === "typeform"
    ? writesBack[tool]
    : `${labels[tool]} has no way ${way}. It has: ${waysOf[tool].join(", ")}.`;
}
