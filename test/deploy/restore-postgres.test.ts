/** PostgreSQL, put back by its own means: `restore --here` erases again, holds back, and then everything goes on. */
import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { putBackHere } from "../../cli/commands/backup-restore.ts";
import { createStore, openPostgres } from "../../server/store/index.ts";
import { asAdmin, onPostgresToo, postgresUrl } from "../databases/index.ts";
import { consultationAnswers, fillEveryScreen, type PublishedFlow, startWorld, type World } from "../e2e/world.ts";

let world: World;
let flow: PublishedFlow;
await onPostgresToo(async () => undefined);
beforeAll(async () => {
  world = await startWorld();
  flow = await world.publishForm("consultation");
});
afterAll(() => world.close());

it("goes on with who is half-way, delivers what waited once, and knows who was erased", async () => {
  for (const email of ["one@example.com", "two@example.com"])
    await world.fillIn(flow, world.stranger(), { ...consultationAnswers, email });
  const halfway = world.stranger();
  halfway.sendText("Hello");
  await world.settle();
  await world.send(flow, { phone: `+${halfway.waId}` });
  const phone = await halfway.openFlow();
  await world.deliver();
  world.hubspot.forms.failNext({ path: /\/submit\//, answer: { kind: "status", status: 503 } });
  await world.fillIn(flow, world.stranger(), { ...consultationAnswers, email: "in.between@example.com" });
  await world.idle();
  await world.stop();

  const { DATABASE_URL: before = "" } = world.config;
  const name = new URL(before).pathname.slice(1);
  const admin = await postgresUrl();
  await asAdmin(admin, `create database ${name}_restored template ${name}`);
  const after = new URL(before);
  after.pathname = `/${name}_restored`;
  await world.start();
  await world.deliver();
  const landed = world.portal().submissions.all().length;
  await world.stop();
  // Of two who were erased after the copy was made, one is missing among the keys of the newest dump, one stands on a list.
  const every = createStore(await openPostgres(after.href));
  const { db, all } = every.everyPortal();
  const held = async () => [
    await all(db.selectFrom("people").select("id").orderBy("id")),
    await all(db.selectFrom("steps").select(["id", "status", "attempts"]).orderBy("id")),
  ];
  const people = await all(db.selectFrom("submissions").select(["portal_id", "person_id"]).orderBy("accepted_at"));
  const [{ person_id: keyless = "" } = {}, { portal_id: portalId = "", person_id: personId = "" } = {}] = people;
  const erased = { erased: [{ portalId, personId, at: 0 }] };

  const settings = { ...world.config, DATABASE_URL: after.href, PUBLIC_BASE_URL: world.url };
  // Without the keys, or with those of before the dump, nothing is done at all.
  const untouched = await held();
  for (const [where, refused] of [
    ["true", /There is no key for anything/],
    [`created_at > (select min(created_at) from people)`, /newer than every key/],
  ] as const) {
    await asAdmin(after.href, "create table aside as select * from vault_keys");
    await asAdmin(after.href, `delete from vault_keys where ${where}`);
    await expect(putBackHere(settings, { now: world.now })).rejects.toThrow(refused);
    expect(await held()).toEqual(untouched);
    await asAdmin(after.href, "delete from vault_keys");
    await asAdmin(after.href, "insert into vault_keys select * from aside");
    await asAdmin(after.href, "drop table aside");
  }
  await every.close();
  // Somebody who came last and was erased since looks the same, until the list names them.
  const last = { portalId, personId: "per_last", at: 0 };
  await asAdmin(
    after.href,
    `insert into people (portal_id, id, created_at) values ('${portalId}', 'per_last', ${world.now() + 1_000})`,
  );
  await asAdmin(
    after.href,
    `insert into portals select (jsonb_populate_record(portals, '{"id": "9", "installed_at": ${world.now() + 1_000}}')).* from portals`,
  );
  await expect(putBackHere(settings, { now: world.now, erased })).rejects.toThrow(
    new RegExp(`^2 people and portals .*\\(9/, ${portalId}/per_last\\)`),
  );
  erased.erased.push(last, { portalId: "9", personId: "", at: 0 });
  await asAdmin(after.href, `delete from vault_keys where person_id = '${keyless}'`);
  expect(await putBackHere(settings, { now: world.now, erased })).toMatchObject({
    people: 3,
    portals: 1,
    held: { missed: 0 },
  });
  await world.start({ DATABASE_URL: after.href });
  await world.deliver();
  expect(world.portal().submissions.all()).toHaveLength(landed);
  expect(await world.steps()).toMatchObject({ contact: "done", form_submission: "done: found-again" });
  await fillEveryScreen(phone, { ...consultationAnswers, email: "half.way@example.com" });
  expect(phone).toMatchObject({ status: "completed", problems: [] });
  await world.deliver();
  expect(world.portal().submissions.all()).toHaveLength(landed + 1);
  expect(await world.operator("/operator/backup", { to: "/nowhere" })).toMatchObject({ code: "backup.postgres" });
  expect(await world.operator("/operator/restored/release", { missed: "drop" })).toMatchObject({ kind: "released" });
});
