/** Contact lists: whose members a record is (HubSpot reference 6.18). Lists are made by `portal.lists`. */
import type { Express } from "express";
import { z } from "zod";
import { iso } from "./clock.ts";
import { invalid } from "./errors.ts";
import { type Access, door } from "./http.ts";
import type { World } from "./world.ts";

const reading: Access = { scopes: ["crm.lists.read"] };
const base = "/crm/lists/2026-03";

const membershipsOfSchema = z.object({
  inputs: z.array(z.object({ objectTypeId: z.string(), recordId: z.string() })).min(1),
});

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
}
