/** Delivery over an empty store: portals with submissions that wait, a HubSpot that is told what to do, no other wire. */
import type { Contact, HubSpot } from "../../../connectors/hubspot/index.ts";
import type { Context } from "../../../server/context.ts";
import type { DeliveryParts } from "../../../server/delivery/job.ts";
import { planWrites } from "../../../server/delivery/plan.ts";
import { type DeliverySleeper, deliverySleeper } from "../../../server/delivery/sleeper.ts";
import { personWithWaId } from "../../../server/people/people.ts";
import { flowCatalogue } from "../../../server/publishing/catalogue.ts";
import { type Row, type Write, write } from "../../../server/store/index.ts";
import type { Fields } from "../../../server/telemetry/log.ts";
import { timerWakeups, type Wakeups } from "../../../server/wakeups/index.ts";
import { testContext } from "../context.ts";
import { accessTo, fakeHubSpot } from "../fake-hubspot.ts";
import { sampleForm } from "../harness.ts";
import { addPortal, type FlowIds, flowWrites, sendRow } from "../rows.ts";

export interface Ground {
  readonly context: Context;
  readonly parts: DeliveryParts;
  readonly wakeups: Wakeups;
  /** Every attempt that was recorded, in order. */
  readonly attempts: {
    readonly portal: string;
    readonly submission: string;
    readonly step: string;
    readonly outcome: string;
  }[];
  /** What HubSpot does when a portal makes a contact; `undefined`: it makes one. */
  hubspot: (portalId: string, call: string) => Promise<void> | undefined;
  readonly made: { readonly portalId: string; readonly id: string }[];
  passTime(ms: number): void;
  addPortal(portalId: string): Promise<void>;
  /** Submissions that wait to be delivered, spread over so many people. @returns their ids */
  plant(portalId: string, submissions: number, people?: number): Promise<string[]>;
  /** A worker of a process of its own. */
  node(): DeliverySleeper;
  steps(portalId: string): Promise<Row<"steps">[]>;
  close(): Promise<void>;
}

export async function startGround(): Promise<Ground> {
  const { context: silent, passTime } = await testContext();
  const attempts: Ground["attempts"] = [];
  const note = (event: string, { portal, submission, step, outcome }: Fields = {}) => {
    if (event !== "delivery.attempt") return;
    attempts.push({
      portal: String(portal),
      submission: String(submission),
      step: String(step),
      outcome: String(outcome),
    });
  };
  const log = { ...silent.log, info: note, warn: note };
  const wakeups = silent.wakeups ?? timerWakeups({ log, now: silent.now, together: 24 });
  const context: Context = { ...silent, log, wakeups };
  const { store } = context;
  const made: Ground["made"] = [];
  const nodes: DeliverySleeper[] = [];
  const ground: Ground = {
    context,
    wakeups,
    attempts,
    made,
    hubspot: () => undefined,
    parts: {
      context,
      catalogue: flowCatalogue(context),
      hubspot: accessTo((portalId) => hubspotOf(portalId, ground)),
    },
    passTime,
    addPortal: (portalId) => addPortalWithFlow(context, portalId),
    plant: (portalId, submissions, people) => plant(context, portalId, submissions, people),
    node: () => {
      const node = deliverySleeper(ground.parts);
      nodes.push(node);
      return node;
    },
    steps: (portalId) => {
      const tenant = store.of(portalId);
      return tenant.all(tenant.db.selectFrom("steps").selectAll().orderBy("seq"));
    },
    close: async () => {
      for (const node of nodes) node.stop();
      await wakeups.stop();
      await store.close();
    },
  };
  return ground;
}

/** As much of HubSpot as a form of another tool needs; every call asks `ground.hubspot` first. */
function hubspotOf(portalId: string, ground: Ground): HubSpot {
  const asked = async <Answer>(call: string, answer: Answer): Promise<Answer> => {
    await ground.hubspot(portalId, call);
    return answer;
  };
  const none: Contact[] = [];
  return fakeHubSpot({
    contacts: {
      get: (id) => asked("get", { id, properties: {} }),
      findByWaId: () => asked("findByWaId", none),
      findByEmail: () => asked("findByEmail", none),
      findByPhone: () => asked("findByPhone", none),
      update: (id) => asked("update", { id, properties: {} }),
      create: async () => {
        await ground.hubspot(portalId, "create");
        const id = String(1_000 + ground.made.length);
        ground.made.push({ portalId, id });
        return { id, properties: {} };
      },
    },
  });
}

const idsOf = (portalId: string): FlowIds => ({ flow_id: `flw_${portalId}`, version_id: "ver" });

async function addPortalWithFlow(context: Context, portalId: string): Promise<void> {
  await addPortal(context, portalId);
  const at = { endpoint_id: `ep_${portalId}`, connection_id: "con", meta_flow_id: null };
  await context.store.of(portalId).commit(flowWrites(context, portalId, sampleForm, idsOf(portalId), at));
}

let planted = 0;

async function plant(context: Context, portalId: string, submissions: number, people = submissions): Promise<string[]> {
  const tenant = context.store.of(portalId);
  const persons = [];
  for (let each = 0; each < people; each += 1) {
    planted += 1;
    persons.push(await personWithWaId(context, portalId, `39350${String(planted).padStart(7, "0")}`));
  }
  const sends: Row<"sends">[] = [];
  const rows: Row<"submissions">[] = [];
  const plans: Write[] = [];
  for (let each = 0; each < submissions; each += 1) {
    planted += 1;
    const personId = persons[each % persons.length] ?? "";
    const sealer = await context.vault.person(portalId, personId);
    const acceptedAt = context.now() + each;
    const answers = { answers: [{ fieldId: "full_name", value: "Stella" }], variables: {} };
    const send = sendRow(`snd_${planted}`, personId, idsOf(portalId), acceptedAt);
    const submission: Row<"submissions"> = {
      id: `sub_${planted}`,
      person_id: personId,
      ...idsOf(portalId),
      send_id: send.id,
      session_id: `ses_${planted}`,
      round: 1,
      revision: 1,
      emptied_revision: 0,
      answers_sealed: sealer.seal(JSON.stringify(answers), "submissions.answers"),
      rung: null,
      accepted_at: acceptedAt,
    };
    const target = { portalId, personId, submissionId: submission.id, revision: 1, acceptedAt };
    sends.push(send);
    rows.push(submission);
    plans.push(...planWrites(context, target, [{ step: "identify", after: [] }]));
  }
  const some = 500;
  const inserts = Array.from({ length: Math.ceil(rows.length / some) }, (_, index) => index * some).flatMap((from) => [
    write(tenant.db.insertInto("sends").values(sends.slice(from, from + some))),
    write(tenant.db.insertInto("submissions").values(rows.slice(from, from + some))),
  ]);
  await tenant.commit([...inserts, ...plans]);
  return rows.map(({ id }) => id);
}
