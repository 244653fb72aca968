/** Requests signed by the function that HubSpot's development proxy signs with; the proxy itself: `proxy.all.test.ts`. */
import { Signature } from "@hubspot/api-client";
import { afterAll, beforeAll } from "@jest/globals";
import { type Harness, startHarness } from "../server/harness.ts";
import { clientSecret, type Ground, holdsForSignedRequests } from "./signed-requests.ts";

const publicUrl = "https://flowella.example.com";
let server: Harness;

beforeAll(async () => {
  const settings = { PUBLIC_BASE_URL: publicUrl, HUBSPOT_CLIENT_SECRET: clientSecret };
  server = await startHarness(undefined, { settings });
});
afterAll(() => server.close());

const sign: Ground["sign"] = async (target, content) => {
  const body = JSON.stringify(content);
  const timestamp = Date.now();
  const options = { clientSecret, requestBody: body, url: `${publicUrl}${target}`, signature: "" };
  return {
    target,
    body,
    headers: {
      "x-hubspot-signature": Signature.getSignature("POST", "v2", options),
      "x-hubspot-signature-version": "v2",
      "x-hubspot-request-timestamp": String(timestamp),
      "x-hubspot-signature-v3": Signature.getSignature("POST", "v3", { ...options, timestamp }),
    },
  };
};

holdsForSignedRequests(() => ({ server, sign }));
