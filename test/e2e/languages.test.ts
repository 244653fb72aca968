/** A business that speaks Italian: every word its customers see is Italian, whatever happens. */
import { afterEach, beforeEach, expect, it } from "@jest/globals";
import { sealExchange } from "../../phone/index.ts";
import { demoForms } from "../../sandbox/hubspot/index.ts";
import { consultationAnswers, fillEveryScreen, type PublishedFlow, startWorld, type World } from "./world.ts";

let world: World;
let flow: PublishedFlow;
beforeEach(async () => {
  world = await startWorld();
  flow = await publishIn("it_IT");
});
afterEach(() => world.close());

async function publishIn(language: string): Promise<PublishedFlow> {
  const [consultation] = demoForms;
  if (!consultation) throw new Error("The consultation form is not seeded.");
  world.portal().putForm({ ...consultation, configuration: { ...consultation.configuration, language } });
  return world.publishForm("consultation");
}

it("the message, the screens, what is refused and what has ended", async () => {
  const customer = world.stranger();
  customer.sendText("Buongiorno");
  await world.settle();
  await world.send(flow, { phone: `+${customer.waId}` });
  expect(customer.chat().at(-1)).toMatchObject({
    text: expect.stringContaining("La preghiamo di compilare questo breve modulo."),
    button: { label: "Apri il modulo" },
  });
  const phone = await customer.openFlow();
  expect(phone.read()).toMatchObject({ title: "Passo 1 di 3", footer: { label: "Continua" } });
  phone.fill({ ...pick("firstname", "lastname", "email"), mobilephone: "12345" });
  await phone.press();
  expect(phone.read().snackbar).toMatch(/: Inserisca il numero di telefono con \+ e il prefisso internazionale\.$/);
  phone.fill({ mobilephone: "" });
  await fillEveryScreen(phone, consultationAnswers);
  expect(phone.status).toBe("completed");
  const again = await customer.openFlow();
  expect(again.read().error).toMatch(/^Abbiamo ricevuto le Sue risposte \(\d{1,2} \p{L}+ \d{4}[^)]*\)\./u);
});

it("a token that nobody knows is refused in the language of the Flow that the address names", async () => {
  const customer = world.stranger();
  customer.sendText("Buongiorno");
  await world.settle();
  await world.send(flow, { phone: `+${customer.waId}` });
  const message = customer.openMessage();
  const request = { version: "3.0", action: "INIT", screen: "", data: {}, flow_token: "nobody-knows" };
  const refusedWith = async () => {
    const sealed = await sealExchange(message.publicKey("cached"), request);
    const answer = await message.exchange(sealed.body);
    expect(answer.status).toBe(427);
    return sealed.open(answer.body);
  };
  const italian = "Questo modulo non è più disponibile. Ce ne chieda uno nuovo.";
  expect(await refusedWith()).toEqual({ error_msg: expect.stringContaining(italian) });
  // The next version speaks German, and from now on so does the refusal.
  await publishIn("de-AT");
  world.passTime(2_000);
  expect(await refusedWith()).toEqual({
    error_msg: expect.stringContaining("Dieses Formular ist nicht mehr verfügbar."),
  });
  const words = { unknown_token: "Chiami lo 0511 234." };
  await world.operator("/operator/flows/settings", { flowId: flow.flowId, settings: { words } });
  world.passTime(2_000);
  expect(await refusedWith()).toEqual({ error_msg: "Chiami lo 0511 234." });
});

it("the template is in the language of its text", async () => {
  const [template] = [...world.whatsapp.state.templates.values()];
  expect(template).toMatchObject({ name: flow.template.name, language: "it" });
  const [body, buttons] = template?.components ?? [];
  expect(body?.text).toMatch(/^La preghiamo di compilare il modulo che ha richiesto: .+\. Si apre/);
  expect(buttons?.buttons).toMatchObject([{ type: "FLOW", text: "Apri il modulo" }]);
  world.approveTemplate(flow);
  const { customer } = world.facts;
  expect(await world.send(flow, { contactId: customer.contactId })).toMatchObject({ channel: "template" });
  const { button } = world.whatsapp.person(customer.waId).chat().at(-1) ?? {};
  expect(button).toMatchObject({ label: "Apri il modulo" });
});

function pick(...names: (keyof typeof consultationAnswers)[]) {
  return Object.fromEntries(names.map((name) => [name, consultationAnswers[name]]));
}
