/** Contact lists, their members, and which a record is in (HubSpot reference 6.18). Lists are made by `portal.lists`. */
import type { Express } from "express";
import { z } from "zod";
import { iso } from "./clock.ts";
import { invalid, notFound } from "./errors.ts";
import { type Access, type Call, door } from "./http.ts";
import type { ContactList } from "./lists.ts";
import type { World } from "./world.ts";

const reading: Access = { scopes: ["crm.lists.read"] };
const base = "/crm/lists/2026-03";

const membershipsOfSchema = z.object({
  inputs: z.array(z.object({ objectTypeId: z.string(), recordId: z.string() })).min(1),
});

const searchSchema = z.strictObject({
  query: z.string().optional(),
  objectTypeId: z.string().optional(),
  sort: z.string().optional(),
  processingTypes: z.array(z.string()),
  listIds: z.array(z.string()),
  additionalProperties: z.array(z.string()),
  offset: z.int().min(0),
  count: z.int().min(1).max(500).default(20),
});

const mostMembers = 250;

export function addListRoutes(app: Express, world: World): void {
  app.post(
    `${base}/records/memberships/batch/read`,
    door(world, reading, (call) => {
      const { inputs } = call.json(membershipsOfSchema);
      if (inputs.some(({ objectTypeId }) => objectTypeId !== "0-1")) throw invalid("There are contact lists only.");
      const at = iso(world.now());
      const results = inputs.map(({ objectTypeId, recordId }) => ({
        objectTypeId,
        recordId,
        recordListMemberships: [...call.portal.lists.values()].flatMap(({ listId, members }) => {
          const joined = members.get(recordId);
          if (joined === undefined) return [];
          const times = { firstAddedTimestamp: iso(joined), lastAddedTimestamp: iso(joined) };
          return [{ listId, listVersion: 1, ...times, isPublicList: false }];
        }),
      }));
      return { status: 200, body: { status: "COMPLETE", results, startedAt: at, completedAt: at } };
    }),
  );
  app.post(
    `${base}/search`,
    door(world, reading, (call) => {
      const {
        query = "",
        objectTypeId = "0-1",
        listIds,
        additionalProperties,
        offset,
        count,
      } = call.json(searchSchema);
      const found = [...call.portal.lists.values()].filter(
        ({ listId, name }) =>
          objectTypeId === "0-1" &&
          name.toLowerCase().includes(query.toLowerCase()) &&
          (listIds.length === 0 || listIds.includes(listId)),
      );
      const lists = found.slice(offset, offset + count).map((list) => ({
        ...shown(world, list),
        additionalProperties: additionalProperties.includes("hs_list_size")
          ? { hs_list_size: String(list.members.size) }
          : {},
      }));
      const end = offset + lists.length;
      return { status: 200, body: { lists, offset: end, hasMore: end < found.length, total: found.length } };
    }),
  );
  app.get(
    `${base}/:listId`,
    door(world, reading, (call) => ({ status: 200, body: { list: shown(world, listOf(call)) } })),
  );
  app.get(
    `${base}/:listId/memberships`,
    door(world, reading, (call) => {
      const { members } = listOf(call);
      const limit = Number(call.query("limit") ?? 100);
      if (!(limit >= 1 && limit <= mostMembers)) throw invalid(`limit must be between 1 and ${mostMembers}.`);
      // The cursor is opaque to callers; here it is the last id that they have.
      const last = Number(call.query("after") ?? 0);
      const results: { recordId: string; membershipTimestamp: string }[] = [];
      let more = false;
      for (const [recordId, joined] of membersInOrder(members)) {
        if (Number(recordId) <= last) continue;
        more = results.length === limit;
        if (more) break;
        results.push({ recordId, membershipTimestamp: iso(joined) });
      }
      const after = results.at(-1)?.recordId;
      return { status: 200, body: { results, ...(more && after !== undefined && { paging: { next: { after } } }) } };
    }),
  );
}

function listOf(call: Call): ContactList {
  const list = call.portal.lists.get(call.param("listId"));
  if (!list) throw notFound("There is no list with this id.");
  return list;
}

function shown(world: World, { listId, name }: ContactList) {
  const at = iso(world.now());
  return {
    listId,
    name,
    listVersion: 1,
    objectTypeId: "0-1",
    processingType: "MANUAL",
    processingStatus: "COMPLETE",
    createdAt: at,
    updatedAt: at,
    filtersUpdatedAt: at,
  };
}

/** Sorted once for as long as nobody joins or leaves: lists of a hundred thousand are read in hundreds of pages. */
const sorted = new WeakMap<ContactList["members"], { size: number; order: readonly (readonly [string, number])[] }>();

function membersInOrder(members: ContactList["members"]): readonly (readonly [string, number])[] {
  const known = sorted.get(members);
  if (known?.size === members.size) return known.order;
  const order = [...members].toSorted(([one], [other]) => Number(one) - Number(other));
  sorted.set(members, { size: members.size, order });
  return order;
}
