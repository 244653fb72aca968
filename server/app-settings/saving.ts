/**
 * A section of the settings: what of a sheet it shows, and saving it. A change counts on top of what was shown only: where
 * somebody else changed the section meanwhile, nothing is written. Other sections of the sheet may change at the same time.
 */
import { createHash } from "node:crypto";
import type { z } from "zod";
import type { SavedAnswer } from "../../src/app/packages/contract/index.ts";
import type { Context } from "../context.ts";
import { type AuditAction, auditWrite } from "../privacy/audit.ts";
import { StoreConflict, type Write } from "../store/index.ts";
import type { Sheet } from "./sheet.ts";

export interface Section<Settings, Values extends object> {
  /** On the audit trail. */
  readonly name: string;
  readonly action: Extract<AuditAction, "settings-changed" | "roles-changed">;
  readonly sheet: Sheet<Settings>;
  show(settings: Settings): Values;
  /** The settings with these values in them, for the sheet's schema to judge. */
  merge(settings: Settings, values: Values): unknown;
  /** The name of a value by where it stands in the settings, where that is another one. */
  readonly fields?: Readonly<Record<string, string>>;
  /** What the sheet's schema does not know to be wrong. */
  wrong?(values: Values): readonly WrongField[];
  /** Written together with the change. */
  also?(context: Context, portalId: string): readonly Write[];
}

export type WrongField = Extract<SavedAnswer, { kind: "wrong" }>["fields"][number];
type Refused = Extract<SavedAnswer, { kind: "refused" }>;

export interface Change<Values> {
  readonly portalId: string;
  /** HubSpot's id of who changes it. */
  readonly userId: string;
  readonly values: Values;
  /** Of what was shown. */
  readonly revision: string;
}

export interface Shown<Values> {
  readonly values: Values;
  readonly revision: string;
}

export async function showSection<Settings, Values extends object>(
  context: Context,
  portalId: string,
  section: Section<Settings, Values>,
): Promise<Shown<Values>> {
  const { values } = await read(context, portalId, section);
  return { values, revision: revisionOf(values) };
}

/** @param refuse a reason against the whole change, in words */
export async function saveSection<Settings, Values extends object>(
  context: Context,
  section: Section<Settings, Values>,
  change: Change<Values>,
  refuse: (settings: Settings) => Refused | undefined = () => undefined,
): Promise<SavedAnswer> {
  const { portalId, userId } = change;
  for (;;) {
    const before = await read(context, portalId, section);
    if (revisionOf(before.values) !== change.revision) return { kind: "changed-meanwhile" };
    const parsed = section.sheet.schema.safeParse(section.merge(before.settings, change.values));
    const wrong = [
      ...(parsed.success ? [] : wrongIn(parsed.error, section)),
      ...(section.wrong?.(change.values) ?? []),
    ];
    if (!parsed.success || wrong.length > 0) return { kind: "wrong", fields: wrong };
    const refused = refuse(parsed.data);
    if (refused) return refused;
    const changed = changedIn(before.values, section.show(parsed.data));
    if (changed.length === 0) return { kind: "saved", changed };
    const subject = `${section.name}:${changed.join(",")}`;
    try {
      await context.store
        .of(portalId)
        .commit([
          section.sheet.replace(context, portalId, before.text, parsed.data),
          auditWrite(context, portalId, { actor: `user:${userId}`, action: section.action, subject }),
          ...(section.also?.(context, portalId) ?? []),
        ]);
      return { kind: "saved", changed };
    } catch (error) {
      // Something on the sheet changed since it was read; whether it was this section is seen by reading again.
      if (!(error instanceof StoreConflict)) throw error;
    }
  }
}

async function read<Settings, Values extends object>(
  context: Context,
  portalId: string,
  { sheet, show }: Section<Settings, Values>,
) {
  const text = await sheet.text(context, portalId);
  const settings = sheet.schema.parse(JSON.parse(text ?? "{}"));
  return { text, settings, values: show(settings) };
}

function wrongIn<Settings, Values extends object>(
  { issues }: z.ZodError,
  { fields = {} }: Section<Settings, Values>,
): WrongField[] {
  return issues.map(({ path, message }) => {
    const place = path.join(".");
    const [known, own] = Object.entries(fields).find(([from]) => place === from || place.startsWith(`${from}.`)) ?? [];
    const field = known === undefined ? place : `${own}${place.slice(known.length)}`.replace(/^\./, "");
    return { field: field || "values", says: message };
  });
}

export function revisionOf(values: object): string {
  return createHash("sha256").update(JSON.stringify(values)).digest("base64url").slice(0, 22);
}

/** Names of the values that differ. */
export function changedIn(before: object, after: object): string[] {
  const was = new Map(Object.entries(before).map(([name, value]) => [name, JSON.stringify(value)]));
  const is = new Map(Object.entries(after).map(([name, value]) => [name, JSON.stringify(value)]));
  return [...new Set([...was.keys(), ...is.keys()])].filter((name) => was.get(name) !== is.get(name));
}
