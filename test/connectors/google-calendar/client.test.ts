/** What Google Calendar is asked, and what its answers and refusals mean. */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { createGoogleCalendar, eventIdOf, type GoogleCalendar } from "../../../connectors/google-calendar/index.ts";
import { type GoogleStandIn, startGoogle } from "../../../sandbox/google/index.ts";

const at = (text: string) => Date.parse(text);
const nine = { start: at("2027-03-29T07:00Z"), end: at("2027-03-29T07:30Z") };
const ten = { start: at("2027-03-29T08:00Z"), end: at("2027-03-29T08:30Z") };
const day = { start: at("2027-03-29T00:00Z"), end: at("2027-03-30T00:00Z") };

let google: GoogleStandIn;
let calendar: GoogleCalendar;
beforeAll(async () => {
  google = await startGoogle();
  const token = google.grants.personalToken();
  calendar = createGoogleCalendar({
    fetch,
    calendarBase: google.url,
    accessToken: async () => token,
    timeoutMs: 5_000,
  });
});
afterAll(() => google.close());

const appointment = (id: string, time = nine) => ({
  id,
  title: "Kitchen advice: Stella",
  description: "A kitchen for two cooks.",
  timeZone: "Europe/Rome",
  booking: "bkg_1",
  ...time,
});

describe("an event's id", () => {
  it("has only what Google takes, is the same for the same bytes, and differs for others", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        const idOf = (text: string) => eventIdOf(createHash("sha256").update(text).digest());
        expect(idOf(one)).toMatch(/^[a-v0-9]{52}$/);
        expect(idOf(one) === idOf(other)).toBe(one === other);
      }),
    );
  });

  it("is base32hex as RFC 4648 writes it, without padding", () => {
    expect(eventIdOf(new TextEncoder().encode("foobar"))).toBe("cpnmuoj1e8");
  });
});

describe("events", () => {
  it("are made once under their id, moved, and taken out", async () => {
    expect(await calendar.event("primary", "aaaaa")).toBeUndefined();
    expect(await calendar.insert("primary", appointment("aaaaa"))).toBe("made");
    expect(await calendar.insert("primary", appointment("aaaaa", ten))).toBe("there");
    expect(await calendar.busy("primary", day)).toEqual([nine]);
    expect(await calendar.move("primary", "aaaaa", { ...ten, timeZone: "Europe/Rome" })).toBe("moved");
    expect(await calendar.event("primary", "aaaaa")).toEqual({ id: "aaaaa", state: "standing", ...ten });
    expect(google.calendars.standing()[0]).toMatchObject({
      summary: "Kitchen advice: Stella",
      timeZone: "Europe/Rome",
    });
    expect(await calendar.remove("primary", "aaaaa")).toBe("removed");
    expect(await calendar.remove("primary", "aaaaa")).toBe("gone");
    expect(await calendar.move("primary", "aaaaa", { ...nine, timeZone: "Europe/Rome" })).toBe("gone");
    expect(await calendar.event("primary", "aaaaa")).toMatchObject({ state: "gone" });
    expect(await calendar.insert("primary", appointment("aaaaa"))).toBe("there");
    expect(await calendar.busy("primary", day)).toEqual([]);
  });

  it("send no mail of Google's", () => {
    const changes = google.standIn.exchanges.filter(({ method, path }) => method !== "GET" && path.includes("/events"));
    expect(changes.length).toBeGreaterThan(4);
    expect(changes.every(({ query }) => query["sendUpdates"] === "none")).toBe(true);
  });
});

describe("a refusal", () => {
  it("names a calendar that is not there, although Google answers 200", async () => {
    const asked = calendar.busy("nobody@example.com", day);
    await expect(asked).rejects.toMatchObject({ code: "google-calendar.no_calendar", remedy: "ask-admin" });
  });

  const reason = (text: string) => ({ error: { errors: [{ domain: "usageLimits", reason: text }] } });
  it.each([
    [401, {}, { code: "google-calendar.token_invalid", remedy: "authorise", mayHaveLanded: false }],
    [403, reason("rateLimitExceeded"), { code: "google-calendar.rate_limited", remedy: "retry", retryAfterMs: 30_000 }],
    [403, reason("forbiddenForNonOrganizer"), { code: "google-calendar.forbidden", remedy: "ask-admin" }],
    [404, {}, { code: "google-calendar.not_found", remedy: "give-up" }],
    [429, {}, { code: "google-calendar.rate_limited", remedy: "retry" }],
    [400, {}, { code: "google-calendar.refused", remedy: "give-up", mayHaveLanded: false }],
    [503, {}, { code: "google-calendar.unavailable", remedy: "retry", mayHaveLanded: true }],
  ])("with status %s is told as what to do next", async (status, body, expected) => {
    google.standIn.failNext({ path: /\/events$/, answer: { kind: "status", status, body } });
    await expect(calendar.insert("primary", appointment("bbbbb"))).rejects.toMatchObject(expected);
  });

  it.each([
    ["is not JSON", "<html>", "google-calendar.not_json"],
    ["is another thing", { calendars: 7 }, "google-calendar.unexpected_answer"],
  ])("is seen where the answer %s", async (_what, body, code) => {
    const wire = async () => new Response(typeof body === "string" ? body : JSON.stringify(body));
    const odd = createGoogleCalendar({ fetch: wire, calendarBase: google.url, accessToken: async () => "x" });
    await expect(odd.busy("primary", day)).rejects.toMatchObject({ code });
  });
});
