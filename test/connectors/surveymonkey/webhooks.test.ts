/** SurveyMonkey's signature, by the reference's own vector (form-tools reference 12), and what an event tells. */
import { describe, expect, it } from "@jest/globals";
import { surveyEventOf, verifySurveyWebhook } from "../../../connectors/surveymonkey/index.ts";

const body = '{"name":"My Webhook","event_type":"survey_updated","object_type":"survey","object_id":"405117883"}';
const signed = { apiKey: "client-id", signature: "elimwbh09mPnvGILmZJueCeCo/Q=" };
const app = { clientId: "client-id", clientSecret: "client-secret" };
const verified = (change: Partial<typeof signed>, text = body, by = app) =>
  verifySurveyWebhook(Buffer.from(text), { ...signed, ...change }, by);

describe("a call of SurveyMonkey", () => {
  it("is believed with the signature of the reference", () => expect(verified({})).toBe(true));

  it.each<[string, boolean]>([
    ["another body", verified({}, `${body} `)],
    ["another signature", verified({ signature: "flimwbh09mPnvGILmZJueCeCo/Q=" })],
    ["a signature that is cut off", verified({ signature: "elimwbh09mPn" })],
    ["no signature", verified({ signature: "" })],
    ["another app's key", verified({ apiKey: "client-id-2" })],
    ["no key", verified({ apiKey: "" })],
    ["another secret", verified({}, body, { ...app, clientSecret: "other" })],
  ])("is not believed with %s", (_, believed) => expect(believed).toBe(false));

  it("names its survey, and itself the same on every delivery", () => {
    const event = surveyEventOf({ ...JSON.parse(body), event_id: "7", event_datetime: "2026-03-05T08:15:44Z" });
    expect(event).toEqual({
      eventType: "survey_updated",
      surveyId: "405117883",
      dedupeKey: "survey_updated/405117883/7/2026-03-05T08:15:44Z",
    });
    expect(
      surveyEventOf({ event_type: "response_completed", object_type: "collector", object_id: "1" }),
    ).toBeUndefined();
    expect(surveyEventOf("text")).toBeUndefined();
  });
});
