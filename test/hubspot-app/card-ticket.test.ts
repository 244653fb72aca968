/** The card beside a ticket, and the same one in the help desk: whose ticket it is comes before all else. */
import { describe, expect, it } from "@jest/globals";
import {
  EmptyState,
  ErrorState,
  LoadingButton,
  LoadingSpinner,
  Select,
} from "../../src/app/node_modules/@hubspot/ui-extensions/dist/index.js";
import { cardTicket } from "../../src/app/packages/contract/index.ts";
import { origin, ready, showCard } from "./card-harness.ts";

type Card = ReturnType<typeof showCard>;
const giulia = { id: "142", name: "Giulia Bellandi" };
const marco = { id: "188", name: "" };

async function ticketOf(...contacts: { id: string; name: string }[]): Promise<Card> {
  const card = showCard(undefined, { card: "ticket" });
  expect(card.find(LoadingSpinner).props.label).toBe("Looking for the ticket's contact");
  const asked = await card.server.next();
  expect(asked).toMatchObject({ url: `${origin}${cardTicket.path}`, body: { ticketId: "501" } });
  asked.answer({ kind: "ready", contacts });
  return card;
}

describe("the ticket's contact", () => {
  it("is the only one: everything is about them, ready answers too", async () => {
    const card = await ticketOf(giulia);
    const asked = await card.server.next();
    expect(asked).toMatchObject({ url: `${origin}/hubspot/card/contact`, body: { contactId: "142" } });
    asked.answer(ready({ flows: [{ id: "only", name: "Only", status: "published" }] }));
    await card.until(() => expect(card.text()).toContain("Is it safe?"));
    expect(card.text()).toContain("Giulia Bellandi");
    card.find(LoadingButton, { variant: "primary" }).trigger("onClick");
    expect((await card.server.next()).body).toMatchObject({ contactId: "142", flowId: "only" });
  });

  it("is one of several: nobody is asked about before one is chosen", async () => {
    const card = await ticketOf(giulia, marco);
    await card.until(() => card.find(Select, { name: "contact" }));
    expect(card.find(Select, { name: "contact" }).props.options).toEqual([
      { value: "142", label: "Giulia Bellandi" },
      { value: "188", label: "Contact 188 without a name" },
    ]);
    expect(card.server.requests).toHaveLength(1);
    card.find(Select, { name: "contact" }).props.onChange?.("188");
    expect((await card.server.next()).body).toEqual({ contactId: "188" });
    card.find(Select, { name: "contact" }).props.onChange?.("142");
    expect((await card.server.next()).body).toEqual({ contactId: "142" });
  });

  it("is nobody: says what to do, and looks again", async () => {
    const card = await ticketOf();
    await card.until(() => expect(card.find(EmptyState).props.title).toBe("This ticket has no contact"));
  });
});

describe("no contact could be found", () => {
  it.each([
    ["no answer", (r: Request) => r.cut(), "did not answer"],
    [
      "a missing permission",
      (r: Request) => r.answer({ kind: "error", code: "hubspot.x", message: "Install." }),
      "hubspot.x",
    ],
    ["a role that may not", (r: Request) => r.answer({ kind: "forbidden", message: "Not you." }), "Not you."],
  ])("%s is an error with a way out", async (_case, respond, words) => {
    const card = showCard(undefined, { card: "ticket" });
    respond(await card.server.next());
    await card.until(() => expect(card.find(ErrorState) && card.text()).toContain(words));
  });

  it("without the server's address says who must do what", () => {
    expect(showCard({}, { card: "ticket" }).text()).toContain("SERVER_ORIGIN");
  });
});

it("another ticket starts empty", async () => {
  const card = await ticketOf(giulia);
  await card.server.next();
  card.showContact(502);
  const asked = await card.server.next();
  expect(asked.body).toEqual({ ticketId: "502" });
  await card.until(() => expect(card.text()).not.toContain("Giulia"));
});

type Request = Awaited<ReturnType<Card["server"]["next"]>>;
