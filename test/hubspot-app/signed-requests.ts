/**
 * What must hold for a request that HubSpot signed, whoever did HubSpot's part: its development proxy, or its own function
 * for signatures.
 */
import { describe, expect, it } from "@jest/globals";
import { contactCard, pageStart } from "../../src/app/packages/contract/index.ts";
import { type Harness, portalId } from "../server/harness.ts";

export const clientSecret = "a-client-secret-that-nobody-guesses";

export interface SignedRequest {
  /** With its query, as it stands in the request's first line. */
  readonly target: string;
  /** In small letters. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Ground {
  readonly server: Harness;
  /** Signs a POST to this address of the server. */
  sign(target: string, body: Record<string, unknown>): Promise<SignedRequest>;
}

/** A body with letters of every kind, which two writers of JSON could write differently. */
export const words = { note: "Ünïcödé “quotes” 🌊 \\ / % & +" };
export const caller = `portalId=${portalId}&userId=31&userEmail=paola@casa-lume.example&appId=77`;

/** Hands a request to the server. */
export function hand({ server }: Ground, { target, headers, body }: SignedRequest): Promise<Response> {
  return fetch(`${server.url}${target}`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body,
  });
}

export function holdsForSignedRequests(groundOf: () => Ground): void {
  const signed = (query = caller) => groundOf().sign(`${pageStart.path}?${query}`, words);
  const statusOf = async (request: SignedRequest) => (await hand(groundOf(), request)).status;

  describe("a request that HubSpot signed", () => {
    it("is accepted, for the portal and user of the signed address", async () => {
      const answered = await hand(groundOf(), await signed());
      expect(answered.status).toBe(200);
      expect(pageStart.response.parse(await answered.json()).kind).toBe("ready");
    });

    it("is accepted again while it is young: HubSpot itself repeats", async () => {
      const one = await signed();
      expect([await statusOf(one), await statusOf(one)]).toEqual([200, 200]);
    });

    it("is accepted with an escape that HubSpot undoes before it signs", async () => {
      const one = await signed();
      expect(await statusOf({ ...one, target: one.target.replace("@", "%40") })).toBe(200);
    });

    it("is refused for a portal that has not installed the app", async () => {
      expect(await statusOf(await signed(caller.replace(portalId, "999")))).toBe(403);
    });

    it.each([
      ["without a portal", "userId=31"],
      ["without a user", `portalId=${portalId}`],
      ["with a portal that the card itself wrote before HubSpot's", `portalId=999&${caller}`],
      ["with its own portal twice", `${caller}&portalId=${portalId}`],
      ["with two users", `userId=1&${caller}`],
      ["with two e-mail addresses", `${caller}&userEmail=other@casa-lume.example`],
      ["with a second portal whose name is escaped", `${caller}&portal%49d=999`],
    ])("is refused %s, though the signature is right", async (_case, query) => {
      expect(await statusOf(await signed(query))).toBe(401);
    });

    it.each<[string, (request: SignedRequest) => SignedRequest]>([
      ["for another portal", (one) => ({ ...one, target: one.target.replace(portalId, "999") })],
      ["for another user", (one) => ({ ...one, target: one.target.replace("userId=31", "userId=1") })],
      ["with its parameters in another order", (one) => at(one, one.target.replace(/\?(.*?)&(.*)$/, "?$2&$1"))],
      ["with a letter escaped", (one) => at(one, one.target.replace("portalId", "portal%49d"))],
      ["with a space written in another way", (one) => at(one, one.target.replace("%20", "+"))],
      ["with a parameter more", (one) => at(one, `${one.target}&portalId=999`)],
      ["with a parameter less", (one) => at(one, one.target.replace("&appId=77", ""))],
      ["at another path", (one) => at(one, one.target.replace(pageStart.path, contactCard.path))],
      ["with its body written anew", (one) => ({ ...one, body: JSON.stringify(JSON.parse(one.body), null, 1) })],
      ["with another word in its body", (one) => ({ ...one, body: one.body.replace("quotes", "marks") })],
      ["with a later time", (one) => withHeader(one, "x-hubspot-request-timestamp", String(Date.now() + 1_000))],
      ["without its time", (one) => withHeader(one, "x-hubspot-request-timestamp")],
      ["with its older signature alone", (one) => withHeader(one, "x-hubspot-signature-v3")],
    ])("is refused when it comes %s", async (_case, bend) => {
      const one = await signed(`note=a%20b&${caller}`);
      const bent = bend(one);
      expect(bent).not.toEqual(one);
      expect([await statusOf(one), await statusOf(bent)]).toEqual([200, 401]);
    });

    it("is refused when it is replayed after five minutes", async () => {
      const { passTime } = groundOf().server;
      const one = await signed();
      passTime(5 * 60_000 - 30_000);
      expect(await statusOf(one)).toBe(200);
      passTime(30_001);
      expect(await statusOf(one)).toBe(401);
      passTime(-5 * 60_000 - 1);
    });
  });
}

const at = (one: SignedRequest, target: string): SignedRequest => ({ ...one, target });

/** With this header, or without it where there is no value. */
function withHeader(one: SignedRequest, name: string, value?: string): SignedRequest {
  const { [name]: _, ...others } = one.headers;
  return { ...one, headers: value === undefined ? others : { ...others, [name]: value } };
}
