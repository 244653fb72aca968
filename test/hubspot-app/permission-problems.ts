/** What the app may read and what it is told of, against what its parts stand on. */
import { z } from "zod";
import type { Component } from "./hubspot-project.ts";

const appSchema = z.object({
  auth: z.object({
    requiredScopes: z.array(z.string()),
    optionalScopes: z.array(z.string()).default([]),
    conditionallyRequiredScopes: z.array(z.string()).default([]),
  }),
});
const subscriptionSchema = z.object({ subscriptionType: z.string(), propertyName: z.string().optional() });
const subscriptionsSchema = z.object({
  crmObjects: z.array(subscriptionSchema.extend({ objectType: z.string() })).default([]),
  legacyCrmObjects: z.array(subscriptionSchema).default([]),
  hubEvents: z.array(subscriptionSchema).default([]),
});
const standsOnSchema = z.object({
  objectTypes: z.array(z.string()).default([]),
  subscriptions: subscriptionsSchema.default({ crmObjects: [], legacyCrmObjects: [], hubEvents: [] }),
});

/** What stands on a kind of record must be able to read it (HubSpot reference 1.7, 1.10 and 4.4). */
const readScopes: Readonly<Record<string, string>> = {
  contact: "crm.objects.contacts.read",
  company: "crm.objects.companies.read",
  deal: "crm.objects.deals.read",
  ticket: "tickets",
};
const kindOf = (objectType: string) => objectType.toLowerCase().replace(/ies$/, "y").replace(/s$/, "");

export function scopeProblems(components: readonly Component[]): string[] {
  const app = components.find(({ componentType }) => componentType === "APPLICATION");
  const { requiredScopes, optionalScopes, conditionallyRequiredScopes } = appSchema.parse(app?.config).auth;
  const scopes = [...requiredScopes, ...optionalScopes, ...conditionallyRequiredScopes];
  const missing = components.flatMap(({ config, metaFilePath: file }) => {
    const { objectTypes, subscriptions } = standsOnSchema.parse(config);
    const subscribed = subscriptions.crmObjects.map(({ objectType }) => objectType);
    const named = [...subscriptions.legacyCrmObjects, ...subscriptions.hubEvents].map(
      ({ subscriptionType }) => subscriptionType.split(".")[0] ?? "",
    );
    return [...objectTypes, ...subscribed, ...named]
      .filter((type) => !scopes.includes(readScopes[kindOf(type)] ?? "no scope is known"))
      .map((type) => `${file}: the app may not read ${type}`);
  });
  // An app with one sensitive scope may not use hubspot.fetch at all (HubSpot reference 2.6).
  const sensitive = scopes.filter((scope) => scope.includes("sensitive"));
  const twice = scopes.filter((scope, at) => scopes.indexOf(scope) !== at);
  return [
    ...missing,
    ...sensitive.map((scope) => `${scope} would switch off hubspot.fetch`),
    ...twice.map((scope) => `${scope} is asked for twice`),
  ];
}

/** What is subscribed in both lists arrives twice (HubSpot reference 1.10). */
export function subscriptionProblems({ config, metaFilePath: file }: Component): string[] {
  const { crmObjects, legacyCrmObjects, hubEvents } = standsOnSchema.parse(config).subscriptions;
  const all = [
    ...crmObjects.map(({ objectType, ...each }) => ({
      ...each,
      subscriptionType: each.subscriptionType.replace(/^object/, kindOf(objectType)),
    })),
    ...legacyCrmObjects,
    ...hubEvents,
  ].map(({ subscriptionType, propertyName = "" }) => `${subscriptionType} ${propertyName}`.trim());
  return all.filter((each, at) => all.indexOf(each) !== at).map((each) => `${file}: subscribes twice to ${each}`);
}
