/** The script of a Google form's owner: what signs the calls to it, and where it answers. */
import { z } from "zod";
import { appsScript, callScript, type ScriptOptions } from "../../connectors/google-forms/index.ts";
import { RefusedInput } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { outbound } from "../outbound/index.ts";
import { saveWriteBack, type WriteBack, writeBackOf } from "./write-backs.ts";

const secretsSchema = z.object({ secret: z.string(), url: z.string().optional() });

export interface InstalledScript {
  readonly url: string;
  readonly secret: string;
}

/** Undefined until the owner has given the script's address. */
export function installedScript(back: WriteBack): InstalledScript | undefined {
  const { secret, url } = secretsOf(back) ?? {};
  return secret !== undefined && url !== undefined ? { secret, url } : undefined;
}

function secretsOf({ way, secrets }: WriteBack): z.infer<typeof secretsSchema> | undefined {
  return way === "apps-script" && secrets !== undefined ? secretsSchema.parse(JSON.parse(secrets)) : undefined;
}

export function scriptOptions(context: Context, script: InstalledScript): ScriptOptions {
  const { request } = outbound(context);
  return { request, now: context.now, timeoutMs: context.config.FORM_TOOL_TIMEOUT_MS, ...script };
}

/** The script to install. Printed again, it is the same: what is installed keeps working. */
export async function printedScript(context: Context, portalId: string, formId: string): Promise<string> {
  const form = { tool: "google-forms", formId };
  const back = await writeBackOf(context, portalId, form);
  const known = back && secretsOf(back);
  const secret = known?.secret ?? Buffer.from(context.randomBytes(32)).toString("base64url");
  if (!known) {
    const secrets = JSON.stringify({ secret });
    await saveWriteBack(context, portalId, { ...form, way: "apps-script", secrets, remembered: undefined });
  }
  return appsScript({ formId, secret });
}

/** Greets the script and keeps its address. @throws RefusedInput before it was printed; OutsideError what the script says */
export async function useScript(context: Context, portalId: string, formId: string, url: string): Promise<void> {
  const form = { tool: "google-forms", formId };
  const back = await writeBackOf(context, portalId, form);
  const known = back && secretsOf(back);
  if (!known) {
    throw new RefusedInput(
      "forms.script_not_printed",
      "Print the script first (`flowella forms script`), install it, then name its address.",
    );
  }
  await callScript(scriptOptions(context, { url, secret: known.secret }), { kind: "hello" });
  const secrets = JSON.stringify({ secret: known.secret, url });
  await saveWriteBack(context, portalId, { ...form, way: "apps-script", secrets, remembered: undefined });
}
