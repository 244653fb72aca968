/** The newest submissions, page by page. */
import { beforeEach, describe, expect, it } from "@jest/globals";
import { resultsOf } from "../../../server/app-page/results.ts";
import type { Context } from "../../../server/context.ts";
import { type Row, write } from "../../../server/store/index.ts";
import { testContext } from "../context.ts";
import { sampleForm } from "../harness.ts";
import { addPortal, flowWrites } from "../rows.ts";

const portalId = "4417203";
const flow = { flow_id: "flw_1", version_id: "ver_1" };

let context: Context;
beforeEach(async () => {
  ({ context } = await testContext());
  await addPortal(context, portalId);
  const at = { endpoint_id: "ep_1", connection_id: "con_1", meta_flow_id: "77" };
  await context.store.of(portalId).commit(flowWrites(context, portalId, sampleForm, flow, at));
});

function submission(id: string, acceptedAt: number): Row<"submissions"> {
  return {
    id,
    person_id: "per_1",
    ...flow,
    send_id: `snd_${id}`,
    session_id: `ses_${id}`,
    round: 1,
    revision: 1,
    emptied_revision: 0,
    answers_sealed: "sealed",
    rung: null,
    accepted_at: acceptedAt,
  };
}

async function handIn(rows: readonly Row<"submissions">[]): Promise<void> {
  const { db, commit } = context.store.of(portalId);
  await commit(rows.map((row) => write(db.insertInto("submissions").values(row), 1)));
}

describe("results", () => {
  it("come twenty at a time, newest first, and none is left out or told twice where many came at once", async () => {
    const ids = Array.from({ length: 53 }, (_, at) => `sub_${String(at).padStart(2, "0")}`);
    // Three moments only, each with many submissions.
    await handIn(ids.map((id, at) => submission(id, 1_000 + (at % 3))));
    const pages: string[][] = [];
    let after: string | undefined;
    do {
      const page = await resultsOf(context, portalId, after);
      pages.push(page.submissions.map((each) => each.id));
      after = page.next;
    } while (after !== undefined);
    expect(pages.map(({ length }) => length)).toEqual([20, 20, 13]);
    const expected = ids.toSorted(
      (a, b) => (Number(b.slice(4)) % 3) - (Number(a.slice(4)) % 3) || (a < b ? 1 : a > b ? -1 : 0),
    );
    expect(pages.flat()).toEqual(expected);
  });

  it("that fill one page exactly have no next", async () => {
    await handIn(Array.from({ length: 20 }, (_, at) => submission(`sub_${at}`, at)));
    expect((await resultsOf(context, portalId)).next).toBeUndefined();
  });

  it("begin anew where the page named is none of ours", async () => {
    await handIn([submission("sub_1", 5)]);
    expect((await resultsOf(context, portalId, "nonsense")).submissions).toHaveLength(1);
  });
});
