/**
 * By what a person's rows are found, among those of a portal that keeps millions. Every exchange writes sessions, steps and
 * events, so these have no index by person: they lie under a send or a submission, whose person is theirs and never changes.
 */
import { type Expression, expressionBuilder, type SqlBool, sql } from "kysely";
import type { TenantTables } from "../store/index.ts";

const eb = expressionBuilder<TenantTables, "sessions" | "events">();

type PersonsTable = {
  [Name in keyof TenantTables]: "person_id" extends keyof TenantTables[Name] ? Name : never;
}[keyof TenantTables];

/** Which of a table's rows are this person's. */
export function isTheirs(table: PersonsTable, personId: string): Expression<SqlBool> {
  switch (table) {
    case "sessions":
      return eb("sessions.send_id", "in", sendsOf(personId));
    case "steps":
    case "conflicts":
    case "secure_questions":
    case "lead_owners":
      return eb(sql.ref(`${table}.submission_id`), "in", submissionsOf(personId));
    case "events": {
      const ids = eb.selectFrom("events").select("events.id");
      // Deliveries and ways in name no send: an index holds those alone.
      const others = ids.where("events.send_id", "is", null).where("events.person_id", "=", personId);
      return eb("events.id", "in", ids.where("events.send_id", "in", sendsOf(personId)).unionAll(others));
    }
    default:
      return eb(sql.ref(`${table}.person_id`), "=", personId);
  }
}

function sendsOf(personId: string) {
  return eb.selectFrom("sends").select("sends.id").where("sends.person_id", "=", personId);
}

function submissionsOf(personId: string) {
  return eb.selectFrom("submissions").select("submissions.id").where("submissions.person_id", "=", personId);
}
