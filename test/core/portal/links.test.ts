/** Addresses inside HubSpot, by the data centre of the account. */
import { describe, expect, it } from "@jest/globals";
import { appPageLink, contactLink, uiHost } from "../../../core/portal/links.ts";

describe("the host of links into an account", () => {
  it.each([
    ["app.hubspot.com", undefined, "app.hubspot.com"],
    ["app-eu1.hubspot.com", "eu1", "app-eu1.hubspot.com"],
    ["app-na2.hubspot.com", "na2", "app-na2.hubspot.com"],
    ["app-ap1.hubspot.com", "na1", "app-ap1.hubspot.com"],
    ["APP-EU1.hubspot.com", "eu1", "app-eu1.hubspot.com"],
    // What is no host of HubSpot's never becomes one.
    ["evil.example", "eu1", "app-eu1.hubspot.com"],
    ["app.hubspot.com.evil.example", "na1", "app.hubspot.com"],
    ["evil.example/.hubspot.com", undefined, "app.hubspot.com"],
    ["user@app.hubspot.com", undefined, "app.hubspot.com"],
    ["", "ap1", "app-ap1.hubspot.com"],
    ["", "../x", "app.hubspot.com"],
  ])("%s at %s is %s", (uiDomain, dataHosting, host) => {
    expect(uiHost({ uiDomain, dataHosting })).toBe(host);
  });
});

it("leads to the app's page and to a contact", () => {
  const place = { portalId: "4417203", uiDomain: "app-eu1.hubspot.com" };
  expect(appPageLink(place, "77")).toBe("https://app-eu1.hubspot.com/app/4417203/77");
  expect(contactLink(place, "101")).toBe("https://app-eu1.hubspot.com/contacts/4417203/record/0-1/101");
});
