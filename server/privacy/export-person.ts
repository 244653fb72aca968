/**
 * Everything that is held of a person, opened, for the person who asks what that is: first in words, then row by row as it
 * lies in the tables, then their files. Each export stands on the audit trail.
 */
import { buffer } from "node:stream/consumers";
import { fieldsInOrder, formSchema } from "../../core/form/types.ts";
import type { Context } from "../context.ts";
import { openFile } from "../delivery/files.ts";
import { openHandedIn } from "../delivery/handed-in.ts";
import { identitiesOf } from "../people/people.ts";
import { type Sealer, VaultError } from "../vault/index.ts";
import { type AuditEntry, auditWrite } from "./audit.ts";
import { erasedTables, keptTables } from "./erase.ts";
import { whereOf } from "./erase-list.ts";
import { placesOf } from "./erase-places.ts";
import { isTheirs } from "./persons-rows.ts";

type Record_ = Readonly<Record<string, unknown>>;

export interface ExportedPerson {
  readonly portalId: string;
  readonly personId: string;
  /** ISO 8601, UTC. */
  readonly exportedAt: string;
  readonly knownAs: readonly { readonly kind: string; readonly value: string }[];
  readonly answers: readonly ExportedAnswers[];
  readonly files: readonly ExportedFile[];
  /** Where copies stand that are not ours. */
  readonly elsewhere: readonly string[];
  /** By table: rows without what only the machine needs; `_sealed` is left out of the names. */
  readonly records: Readonly<Record<string, readonly Record_[]>>;
  /** Columns that would not open, as `table.column`. There should be none. */
  readonly unreadable: readonly string[];
}

interface ExportedAnswers {
  readonly submission: string;
  readonly flow: string;
  readonly handedInAt: string;
  readonly revision: number;
  readonly answers: readonly { readonly question: string; readonly part?: string; readonly answer: unknown }[];
  readonly calculated: Record_;
  readonly hidden: Record_;
}

interface ExportedFile {
  readonly id: string;
  readonly name: string | undefined;
  readonly type: string | null;
  readonly bytes: number | null;
  /** Base64; missing where it was not fetched, or the export would grow too large: `flowella file` saves it. */
  readonly contents?: string;
}

/** Contents of files in one export, in bytes. */
const mostFileBytes = 64 * 1024 * 1024;

/** @throws VaultError for somebody who was erased */
export async function exportPerson(
  context: Context,
  portalId: string,
  personId: string,
  actor: AuditEntry["actor"],
): Promise<ExportedPerson> {
  const tenant = context.store.of(portalId);
  const sealers = [await context.vault.person(portalId, personId), await context.vault.portal(portalId)];
  await tenant.commit([auditWrite(context, portalId, { actor, action: "exported", subject: personId })]);
  const records: Record<string, readonly Record_[]> = {};
  const unreadable = new Set<string>();
  for (const table of [...erasedTables, ...keptTables]) {
    const rows = await tenant.all(tenant.db.selectFrom(table).selectAll().where(isTheirs(table, personId)));
    if (rows.length > 0) records[table] = rows.map((row) => openedRow(table, row, sealers, unreadable));
  }
  const places = await placesOf(context, portalId, personId);
  const exported: ExportedPerson = {
    portalId,
    personId,
    exportedAt: new Date(context.now()).toISOString(),
    knownAs: await knownAs(context, portalId, personId),
    answers: await answersOf(context, portalId, personId),
    files: await filesIn(context, portalId, personId),
    elsewhere: places.flatMap(({ place }) => (place.kind === "sweep" ? [] : [whereOf(place)])),
    records,
    unreadable: [...unreadable],
  };
  context.log.info("privacy.exported", { portal: portalId, person: personId });
  return exported;
}

/** Keyed hashes, leases and lanes say nothing about anybody. */
const machinery =
  /(^portal_id$|hash$|^lookup$|_lookup$|^shared_by$|^lane$|^leased_until$|^dedupe_key$|^arm_rank$|^rank$|^wamid$)/;

function openedRow(table: string, row: object, sealers: readonly Sealer[], unreadable: Set<string>): Record_ {
  const entries = Object.entries(row).flatMap(([name, value]): [string, unknown][] => {
    // What retention emptied is an empty text.
    if (machinery.test(name) || value === null || value === "") return [];
    if (!name.endsWith("_sealed") || typeof value !== "string") return [[name, value]];
    const column = name.replace(/_sealed$/, "");
    const opened = openedBy(sealers, value, `${table}.${column}`);
    if (opened === undefined) unreadable.add(`${table}.${column}`);
    return opened === undefined ? [] : [[column, parsedIfJson(opened)]];
  });
  return Object.fromEntries(entries);
}

function openedBy(sealers: readonly Sealer[], sealed: string, column: string): string | undefined {
  for (const sealer of sealers) {
    try {
      return sealer.open(sealed, column);
    } catch (error) {
      if (!(error instanceof VaultError)) throw error;
    }
  }
  return undefined;
}

function parsedIfJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const kinds = [
  "wa_id",
  "former_wa_id",
  "user_id",
  "contact",
  "deleted_contact",
  "chat_contact",
  "pipedrive_person",
] as const;

async function knownAs(context: Context, portalId: string, personId: string): Promise<ExportedPerson["knownAs"]> {
  const found = await Promise.all(
    kinds.map(async (kind) =>
      (await identitiesOf(context, portalId, personId, kind)).map((value) => ({ kind, value })),
    ),
  );
  return found.flat();
}

async function answersOf(context: Context, portalId: string, personId: string): Promise<ExportedAnswers[]> {
  const tenant = context.store.of(portalId);
  const sealer = await context.vault.person(portalId, personId);
  const rows = await tenant.all(
    tenant.db
      .selectFrom("submissions")
      .innerJoin("flows", "flows.id", "submissions.flow_id")
      .innerJoin("flow_versions", "flow_versions.id", "submissions.version_id")
      .select([
        "submissions.id",
        "submissions.accepted_at",
        "submissions.revision",
        "submissions.answers_sealed",
        "flows.name",
        "flow_versions.form",
      ])
      .where("submissions.person_id", "=", personId)
      .orderBy("submissions.accepted_at"),
  );
  return rows.flatMap((row): ExportedAnswers[] => {
    const form = formSchema.parse(JSON.parse(row.form));
    const titles = new Map(fieldsInOrder(form).map(({ id, title }) => [id, title]));
    const handedIn = openHandedIn(sealer, row.answers_sealed);
    return [
      {
        submission: row.id,
        flow: row.name,
        handedInAt: new Date(row.accepted_at).toISOString(),
        revision: row.revision,
        answers: handedIn.answers.map(({ fieldId, part, value }) => ({
          question: titles.get(fieldId) ?? fieldId,
          ...(part !== undefined && { part }),
          answer: value,
        })),
        calculated: handedIn.variables,
        hidden: handedIn.hidden,
      },
    ];
  });
}

async function filesIn(context: Context, portalId: string, personId: string): Promise<ExportedFile[]> {
  const tenant = context.store.of(portalId);
  const sealer = await context.vault.person(portalId, personId);
  const rows = await tenant.all(
    tenant.db.selectFrom("files").selectAll().where("person_id", "=", personId).orderBy("created_at").orderBy("id"),
  );
  let left = mostFileBytes;
  const files: ExportedFile[] = [];
  for (const { id, type, bytes, name_sealed } of rows) {
    const opened = bytes !== null && bytes <= left ? await openFile(context, portalId, id) : undefined;
    if (opened) left -= opened.bytes;
    files.push({
      id,
      name: openedBy([sealer], name_sealed, "files.name"),
      type,
      bytes,
      ...(opened && { contents: (await buffer(opened.content)).toString("base64") }),
    });
  }
  return files;
}
