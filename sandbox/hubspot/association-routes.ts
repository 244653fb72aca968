/** Associations between records (HubSpot reference 6.8). */
import type { Express } from "express";
import { z } from "zod";
import type { AssociationType, End } from "./associations.ts";
import { batchBody, standardError } from "./batch-answer.ts";
import { invalid, notFound } from "./errors.ts";
import { type Answer, type Call, door } from "./http.ts";
import type { Kind } from "./kinds.ts";
import { kindAt, reading, writing } from "./object-routes.ts";
import { associationSpecSchema } from "./object-schemas.ts";
import type { World } from "./world.ts";

const base = "/crm/associations/2026-03/:fromType/:toType";
const single = "/crm/objects/2026-03/:fromType/:fromId/associations";
const idSchema = z.object({ id: z.string() });
const batch = <T extends z.ZodType>(input: T, most: number) => z.object({ inputs: z.array(input).min(1).max(most) });
const createSchema = batch(
  z.object({ from: idSchema, to: idSchema, types: z.array(associationSpecSchema).min(1) }),
  2000,
);
const defaultSchema = batch(z.object({ from: idSchema, to: idSchema }), 2000);
const labelSchema = z.object({
  name: z.string().min(1),
  label: z.string().min(1),
  inverseLabel: z.string().optional(),
});

export function addAssociationRoutes(app: Express, world: World): void {
  app.post(
    `${base}/batch/read`,
    door(world, reading, (call) => readMany(call, world.now())),
  );
  app.post(
    `${base}/batch/create`,
    door(world, writing, (call) => {
      const { inputs } = call.json(createSchema);
      const pairs = inputs.map((input) => ({ ...ends(call, input.from.id, input.to.id), types: input.types }));
      const results = pairs.map(({ from, to, types }) => label(call, from, to, types));
      return { status: 201, body: batchBody(world.now(), results) };
    }),
  );
  app.post(
    `${base}/batch/associate/default`,
    door(world, writing, (call) => {
      const pairs = call.json(defaultSchema).inputs.map((input) => ends(call, input.from.id, input.to.id));
      return {
        status: 200,
        body: batchBody(
          world.now(),
          pairs.map(({ from, to }) => associate(call, from, to)),
        ),
      };
    }),
  );
  app.put(
    `${single}/default/:toType/:toId`,
    door(world, writing, (call) => {
      const { from, to } = ends(call, call.param("fromId"), call.param("toId"));
      return { status: 200, body: batchBody(world.now(), [associate(call, from, to)]) };
    }),
  );
  app.put(
    `${single}/:toType/:toId`,
    door(world, writing, (call) => {
      const types = call.json(z.array(associationSpecSchema).min(1));
      const { from, to } = ends(call, call.param("fromId"), call.param("toId"));
      return { status: 201, body: label(call, from, to, types) };
    }),
  );
  app.delete(
    `${single}/:toType/:toId`,
    door(world, writing, (call) => {
      const { from, to } = ends(call, call.param("fromId"), call.param("toId"));
      call.portal.associations.remove(from, to);
      return { status: 204 };
    }),
  );
  addLabelRoutes(app, world);
}

function addLabelRoutes(app: Express, world: World): void {
  app.get(
    `${base}/labels`,
    door(world, reading, (call) => {
      const { from, to } = kindsOf(call);
      return { status: 200, body: { results: call.portal.associations.types(from.name, to.name) } };
    }),
  );
  app.post(
    `${base}/labels`,
    door(world, writing, (call) => {
      const { from, to } = kindsOf(call);
      const { label: words, inverseLabel } = call.json(labelSchema);
      return {
        status: 200,
        body: { results: call.portal.associations.defineLabel(from.name, to.name, words, inverseLabel) },
      };
    }),
  );
}

/** Records without an association are named in `errors`, and the answer is 207. */
function readMany(call: Call, now: number): Answer {
  const { from, to } = kindsOf(call);
  const { inputs } = call.json(batch(idSchema, 1000));
  const found = inputs.map(({ id }) => ({ id, others: call.portal.associations.of({ kind: from.name, id }, to.name) }));
  const results = found
    .filter(({ others }) => others.length > 0)
    .map(({ id, others }) => ({
      from: { id },
      to: others.map((other) => ({ toObjectId: other.id, associationTypes: other.types })),
    }));
  const errors = found
    .filter(({ others }) => others.length === 0)
    .map(({ id }) =>
      standardError(notFound(`No ${to.singular} is associated with ${from.singular} ${id}.`), { fromObjectId: [id] }),
    );
  return { status: errors.length > 0 ? 207 : 200, body: batchBody(now, results, errors) };
}

function associate(call: Call, from: End, to: End) {
  const { category, typeId } = call.portal.associations.addDefault(from, to);
  return {
    from: { id: from.id },
    to: { id: to.id },
    associationSpec: { associationCategory: category, associationTypeId: typeId },
  };
}

function label(call: Call, from: End, to: End, specs: z.infer<typeof associationSpecSchema>[]) {
  const { associations } = call.portal;
  const types: AssociationType[] = specs.map(({ associationCategory, associationTypeId }) =>
    associations.add(from, to, associationCategory, associationTypeId),
  );
  return {
    fromObjectTypeId: kindsOf(call).from.typeId,
    fromObjectId: from.id,
    toObjectTypeId: kindsOf(call).to.typeId,
    toObjectId: to.id,
    labels: types.flatMap((type) => type.label ?? []),
  };
}

function kindsOf(call: Call): { from: Kind; to: Kind } {
  return { from: kindAt(call, "fromType"), to: kindAt(call, "toType") };
}

/** Both records, which must exist. */
function ends(call: Call, fromId: string, toId: string): { from: End; to: End } {
  const { from, to } = kindsOf(call);
  for (const [kind, id] of [
    [from, fromId],
    [to, toId],
  ] as const) {
    if (!call.portal.recordsOf(kind.name).find(id)) throw invalid(`There is no ${kind.singular} ${id}.`);
  }
  return { from: { kind: from.name, id: fromId }, to: { kind: to.name, id: toId } };
}
