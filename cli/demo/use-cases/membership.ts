/** A member who stays: the log has one row, in a note on the contact and in the export. */
import { z } from "zod";
import { csvOf } from "../../../core/transactions/index.ts";
import type { Scenario } from "./types.ts";

const logSchema = z.object({
  kind: z.literal("transactions"),
  columns: z.array(z.string()),
  rows: z.array(z.record(z.string(), z.string())),
});

export const membershipScenario: Scenario = {
  name: "membership",
  results: async ({ world, flowId, contactId, submissionId, hubspot, messages }) => {
    const notes = await hubspot.notesOf(contactId);
    const own = notes.filter((body) => body.includes(`transaction:${submissionId}`));
    const { columns, rows } = await world.ask("/operator/transactions", { flowId }, logSchema);
    const thanks = messages().at(-1) ?? "";
    const [row] = rows;
    return {
      found: {
        "The note in HubSpot": own[0],
        "The log as CSV": csvOf({ columns, rows }).split("\r\n"),
        "The thanks": thanks,
      },
      claims: [
        [own.length === 1 && (own[0]?.includes("Family") ?? false), "there is not one note of the transaction"],
        [rows.length === 1 && row?.["submission"] === submissionId, "the log has not exactly this submission"],
        [row?.["dues"] === "90" && row["plan"] === "family", "the log does not say what was chosen"],
        [row?.["contact"] === contactId, "the log does not name the contact"],
        [thanks.includes("90"), "the thanks do not name the dues"],
      ],
    };
  },
};
