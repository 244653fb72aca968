/**
 * What HubSpot asks only of people whose answer it does not know yet (HubSpot reference 6.14): a field of a progressive
 * group while it is unknown, a queued one in the place of a progressive one that is known.
 */
import type { Condition } from "../../core/form/rules.ts";
import type { FieldId } from "../../core/form/types.ts";

const known = (field: FieldId): Condition => ({ op: "answered", subject: { kind: "known", field } });
const unknown = (field: FieldId): Condition => ({ op: "not", arg: known(field) });

/**
 * By field id: when the record's own knowledge lets a field be asked. Queued fields wait in line behind the progressive
 * ones, one after the other in each place.
 */
export function askedWhileUnknown(
  progressive: readonly FieldId[],
  queued: readonly FieldId[],
): Map<FieldId, Condition> {
  const conditions = new Map(progressive.map((id) => [id, unknown(id)]));
  const places = Math.max(1, progressive.length);
  for (const [index, id] of queued.entries()) {
    const before = [
      ...progressive.filter((_, place) => place === index % places),
      ...queued.filter((_, place) => place < index && place % places === index % places),
    ];
    conditions.set(id, { op: "and", args: [...before.map(known), unknown(id)] });
  }
  return conditions;
}
