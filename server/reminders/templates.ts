/**
 * The message templates that a portal named for its reminders: its own, made in WhatsApp Manager, one name for each kind with
 * any number of languages. Flowella does not write them; it checks them when they are named.
 */
import { listTemplateBodies } from "../../connectors/whatsapp/templates.ts";
import { RefusedInput } from "../../core/errors.ts";
import type { Context } from "../context.ts";
import { whatsappConnection, whatsappConnectionIds } from "../portals/connections.ts";
import { graphOf } from "../portals/graph.ts";
import { changeSettings, findPortal } from "../portals/store.ts";
import { auditWrite } from "../privacy/audit.ts";
import type { ReminderKind } from "./types.ts";

export interface NamedTemplate {
  readonly name: string;
  /** As Meta writes it, such as `pt_BR`. */
  readonly language: string;
  /** How many variables its body has. */
  readonly variables: number;
}

/** The one for a form's language, else English, else the only one; undefined where none was named. */
export async function templateFor(
  context: Context,
  portalId: string,
  kind: ReminderKind,
  language: string,
): Promise<NamedTemplate | undefined> {
  const named = (await findPortal(context, portalId))?.settings.reminderTemplates[kind];
  if (!named) return undefined;
  const { name, languages } = named;
  const tag = language.toLowerCase().replaceAll("-", "_");
  const base = tag.split("_")[0] ?? "";
  const all = Object.entries(languages).map(([code, variables]) => ({ name, language: code, variables }));
  const spoken = (wanted: (code: string) => boolean) => all.find((each) => wanted(each.language.toLowerCase()));
  const exact = spoken((code) => code === tag) ?? spoken((code) => code.split("_")[0] === base);
  return exact ?? spoken((code) => code.split("_")[0] === "en") ?? (all.length === 1 ? all[0] : undefined);
}

/** As many as a reminder has texts for. */
const mostVariables = 2;

/**
 * Names the template for a kind, or none. It is looked up in all of the portal's WhatsApp accounts at once.
 * @throws RefusedInput `reminder.template` with what is wrong
 */
export async function nameTemplate(
  context: Context,
  portalId: string,
  kind: ReminderKind,
  name: string | undefined,
): Promise<Readonly<Record<string, number>>> {
  const languages = name === undefined ? {} : await languagesOf(context, portalId, name);
  const before = (await findPortal(context, portalId))?.settings.reminderTemplates ?? {};
  const audit = auditWrite(context, portalId, { actor: "operator", action: "settings-changed", subject: "reminders" });
  const { [kind]: _, ...others } = before;
  const reminderTemplates = name === undefined ? others : { ...others, [kind]: { name, languages } };
  await changeSettings(context, portalId, { reminderTemplates }, [audit]);
  return languages;
}

async function languagesOf(context: Context, portalId: string, name: string): Promise<Record<string, number>> {
  const languages: Record<string, number> = {};
  for (const id of await whatsappConnectionIds(context, portalId)) {
    const connection = await whatsappConnection(context, portalId, id);
    if (!connection) continue;
    const found = await listTemplateBodies(graphOf(context, connection), connection.externalId, name);
    for (const { language, variables, status, plain } of found) {
      if (!plain) throw refused(`The template "${name}" has buttons or a header with a variable. Take one without.`);
      if (variables > mostVariables)
        throw refused(`The template "${name}" has ${variables} variables; a reminder fills ${mostVariables}.`);
      if (status === "APPROVED") languages[language] = variables;
    }
  }
  if (Object.keys(languages).length > 0) return languages;
  throw refused(
    `No WhatsApp account of this portal has an approved template "${name}". Make it in WhatsApp Manager, and name it once it is approved.`,
  );
}

function refused(message: string): RefusedInput {
  return new RefusedInput("reminder.template", message);
}
