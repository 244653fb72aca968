/** Rows in a tab of the spreadsheet that is linked to a Google form. */
import { z } from "zod";
import { RefusedInput } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import type { FormTools } from "./index.ts";
import { saveWriteBack, type WriteBack } from "./write-backs.ts";

const chosenSchema = z.object({ spreadsheetId: z.string() });

/** The spreadsheet's id; undefined where another way was chosen. */
export function chosenSheet({ way, secrets }: WriteBack): string | undefined {
  return way === "sheet" && secrets !== undefined ? chosenSchema.parse(JSON.parse(secrets)).spreadsheetId : undefined;
}

/** @throws RefusedInput `forms.no_linked_sheet`; OutsideError what reading the form throws */
export async function linkedSheet(tools: FormTools, portalId: string, formId: string): Promise<string> {
  const { definition } = await tools.read(portalId, "google-forms", formId);
  const linked = z.object({ linkedSheetId: z.string().min(1) }).safeParse(definition).data?.linkedSheetId;
  if (linked !== undefined) return linked;
  throw new RefusedInput(
    "forms.no_linked_sheet",
    "This form has no linked sheet. Link one in the form's Responses, or name a spreadsheet with --spreadsheet.",
  );
}

/** Makes the tab, so that a right that is missing is seen at once. */
export async function useSheet(
  context: Context,
  tools: FormTools,
  portalId: string,
  formId: string,
  spreadsheetId: string,
): Promise<void> {
  await tools.sheet(portalId, spreadsheetId, (sheet) => sheet.prepare());
  const secrets = JSON.stringify({ spreadsheetId });
  const form = { tool: "google-forms", formId };
  await saveWriteBack(context, portalId, { ...form, way: "sheet", secrets, remembered: undefined });
}
