import { describe, expect, it } from "@jest/globals";
import { proofOf } from "../../../server/conversation/proof.ts";

const apps = { secretsOf: async (id: string | null) => (id === null ? [] : [`secret of ${id}`]) };

describe("how an exchange proves where it comes from", () => {
  it.each([
    { route: "cloud-api", metaAppId: "app_1", proof: { kind: "app-signature", secrets: ["secret of app_1"] } },
    // Nothing is signed with no secret, so nothing comes in.
    { route: "cloud-api", metaAppId: null, proof: { kind: "app-signature", secrets: [] } },
    // A row that says both is never let in by the weaker rule.
    { route: "360dialog", metaAppId: "app_1", proof: { kind: "app-signature", secrets: ["secret of app_1"] } },
    { route: "360dialog", metaAppId: null, proof: { kind: "sealing" } },
  ] as const)("by $route with the app $metaAppId", async ({ route, metaAppId, proof }) => {
    expect(await proofOf(apps, { route, metaAppId })).toEqual(proof);
  });
});
