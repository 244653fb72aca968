/** The app page's calls through the signed door, as a test makes them. */
import { expect } from "@jest/globals";
import type { Call } from "../../src/app/packages/contract/index.ts";
import type { World } from "./world.ts";

type Body = Record<string, unknown>;

/** Asks as the page does, and reads the answer by the contract. */
export function pageCalls(world: () => World) {
  let keys = 0;
  return {
    async ask<Request, Answered>(call: Call<Request, Answered>, body: Body = {}, caller: { portalId?: number } = {}) {
      const response = await world().cardCall(call.path, body, caller);
      expect([call.path, response.status]).toEqual([call.path, 200]);
      return call.response.parse(await response.json());
    },
    newKey: () => {
      keys += 1;
      return `page-key-of-sixteen-${keys}`;
    },
    consultation: () => ({ tool: "hubspot", formId: world().facts.formIds.consultation }),
  };
}
