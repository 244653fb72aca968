/** A disappointed customer: the reason is asked, the thanks are those for a low score. */
import { z } from "zod";
import type { Scenario } from "./types.ts";

export const npsScenario: Scenario = {
  name: "nps",
  results: async ({ hubspot, messages }) => {
    const group = await hubspot.read(
      "/crm/properties/2026-03/contacts/flowella_nps_group",
      z.object({ type: z.string(), options: z.array(z.object({ value: z.string() })) }),
    );
    const thanks = messages().at(-1) ?? "";
    return {
      found: { "The property that segments contacts": group, "The thanks": thanks },
      claims: [
        [group.options.length === 3, "the portal has no property with the three groups"],
        [thanks.includes("sorry"), "the thanks do not answer the low score"],
      ],
    };
  },
};
