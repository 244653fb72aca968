import { expect, it } from "@jest/globals";
import { definitions } from "../../../core/insight/index.ts";
import { insightCsv } from "../../../server/insight/csv.ts";
import type { Insight } from "../../../src/app/packages/contract/index.ts";

const none = { count: 0, exact: true };

it("a title that a spreadsheet would calculate is text, and every figure has its definition", () => {
  const insight: Insight = {
    kind: "ready",
    state: "few",
    from: "2026-11-01",
    to: "2026-11-01",
    timeZone: "UTC",
    waiting: 0,
    flow: { id: "flw_1", name: '=HYPERLINK("https://nowhere.example")' },
    funnel: [{ stage: "sent", count: 3, definition: "sent" }],
    times: [{ measure: "filling", time: { count: 2, median: 12, p90: 40, exact: false }, definition: "time_filling" }],
    screens: [
      {
        id: "A",
        title: "+1, or \n-2",
        shown: 2,
        submitted: 1,
        back: 0,
        returned: 0,
        left: 1,
        ofShown: 0.5,
        time: none,
      },
    ],
    fields: [{ id: "@f", label: "@SUM(A1)", rejected: 1, people: 1, rules: [{ rule: "=cmd", count: 1 }], changed: 0 }],
    groups: [],
    cost: { state: "unknown", billed: 1, free: 0, untold: 0, categories: [], unpriced: [] },
    delays: [],
    quality: { state: "unknown" },
    optIns: [],
    series: [],
    definitions,
  };
  const csv = insightCsv(insight);
  for (const typed of ["=HYPERLINK", "+1, or", "@SUM(A1)", "@f"]) {
    expect(csv).toContain(`'${typed}`);
    expect(csv.split(`'${typed}`).join("")).not.toContain(typed);
  }
  expect(csv).toContain(`funnel,sent,,count,3,count,"${definitions.sent}"`);
  expect(csv).toContain('median,12,"seconds, within 1 %"');
  // Nothing is said to have cost nothing.
  expect(csv).not.toContain("amount");
});
