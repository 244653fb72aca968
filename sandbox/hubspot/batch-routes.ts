/**
 * Many records at a time, at most 100 (HubSpot reference 6.2, 6.3). One bad input fails the whole batch, unless every
 * input has an `objectWriteTraceId` of its own: then the others are done and the answer is 207.
 */
import type { Express } from "express";
import { batchBody, standardError } from "./batch-answer.ts";
import { invalid, notFound, Refusal } from "./errors.ts";
import { type Answer, type Call, door } from "./http.ts";
import {
  apiSource,
  archive,
  createRecord,
  objectsBase,
  reading,
  type Target,
  target,
  writing,
} from "./object-routes.ts";
import {
  batchArchiveSchema,
  batchCreateSchema,
  batchReadSchema,
  batchUpdateSchema,
  batchUpsertSchema,
} from "./object-schemas.ts";
import type { Values } from "./record.ts";
import { recordJson } from "./record-json.ts";
import type { World } from "./world.ts";

interface Traced {
  readonly objectWriteTraceId?: string | undefined;
  readonly properties: Values;
}

export function addBatchRoutes(app: Express, world: World): void {
  app.post(
    `${objectsBase}/batch/create`,
    door(world, writing, (call) => {
      const at = target(call, world);
      const { inputs } = call.json(batchCreateSchema);
      return runBatch(at, world.now(), inputs, 201, (input) => {
        return recordJson(at, createRecord(at, input, call.grant.app.name), Object.keys(input.properties));
      });
    }),
  );
  app.post(
    `${objectsBase}/batch/update`,
    door(world, writing, (call) => {
      const at = target(call, world);
      const { inputs } = call.json(batchUpdateSchema);
      return runBatch(at, world.now(), inputs, 200, (input) => {
        if (input.idProperty === "email")
          throw invalid(`Cannot identify records by email: non-unique ${at.kind.typeId} property`);
        const { id } = at.store.need(input.id, input.idProperty);
        return recordJson(at, at.store.update(id, input.properties), Object.keys(input.properties));
      });
    }),
  );
  app.post(
    `${objectsBase}/batch/upsert`,
    door(world, writing, (call) => upsert(call, target(call, world), world)),
  );
  app.post(
    `${objectsBase}/batch/read`,
    door(world, reading, (call) => readMany(call, target(call, world), world)),
  );
  app.post(
    `${objectsBase}/batch/archive`,
    door(world, writing, (call) => {
      const at = target(call, world);
      for (const { id } of call.json(batchArchiveSchema).inputs) archive(at, id);
      return { status: 204 };
    }),
  );
}

/** Two inputs that mean one record fail the whole batch, and `email` knows no partial success (reference 6.3). */
function upsert(call: Call, at: Target, world: World): Answer {
  const { inputs } = call.json(batchUpsertSchema);
  const resolved = inputs.map(
    (input) => at.store.find(input.id, input.idProperty)?.id ?? `new ${input.id.toLowerCase()}`,
  );
  if (new Set(resolved).size < resolved.length) throw invalid("Two inputs of the batch resolve to the same record.");
  const partial = inputs.every((input) => input.idProperty !== "email");
  const run = (input: (typeof inputs)[number]) => {
    const known = at.store.find(input.id, input.idProperty);
    if (!known && !input.idProperty) throw notFound();
    const key = input.idProperty ? { [input.idProperty]: input.id } : {};
    const record = known
      ? at.store.update(known.id, input.properties)
      : at.store.create({ ...key, ...input.properties }, apiSource(at.kind, call.grant.app.name));
    return { ...recordJson(at, record, Object.keys({ ...key, ...input.properties })), new: !known };
  };
  return runBatch(at, world.now(), inputs, 200, run, partial);
}

function readMany(call: Call, at: Target, world: World): Answer {
  const { inputs, idProperty, properties } = call.json(batchReadSchema);
  const found = inputs.map(({ id }) => at.store.find(id, idProperty));
  const results = found.flatMap((record) => (record ? [recordJson(at, record, properties)] : []));
  const missing = inputs.filter((_, index) => !found[index]).map(({ id }) => id);
  if (missing.length === 0) return { status: 200, body: batchBody(world.now(), results) };
  const error = notFound(`Could not get some ${at.kind.name}, they may be deleted or not exist.`);
  return { status: 207, body: batchBody(world.now(), results, [standardError(error, { ids: missing })]) };
}

function runBatch<T extends Traced>(
  at: Target,
  now: number,
  inputs: readonly T[],
  success: number,
  one: (input: T) => object,
  mayBePartial = true,
): Answer {
  const traceIds = new Set(inputs.flatMap(({ objectWriteTraceId }) => objectWriteTraceId ?? []));
  if (!mayBePartial || traceIds.size < inputs.length) {
    const results = allOrNothing(at, () => inputs.map((input) => traced(input, one(input))));
    return { status: success, body: batchBody(now, results) };
  }
  const results: unknown[] = [];
  const errors: unknown[] = [];
  for (const input of inputs) {
    try {
      results.push(traced(input, one(input)));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      errors.push(standardError(error, { objectWriteTraceId: [input.objectWriteTraceId ?? ""] }));
    }
  }
  return { status: errors.length > 0 ? 207 : success, body: batchBody(now, results, errors) };
}

function allOrNothing<T>(at: Target, work: () => T): T {
  const unlink = at.portal.associations.checkpoint();
  try {
    return at.store.atomically(work);
  } catch (error) {
    unlink();
    throw error;
  }
}

function traced(input: Traced, result: object): object {
  return input.objectWriteTraceId === undefined ? result : { ...result, objectWriteTraceId: input.objectWriteTraceId };
}
