/** An app that HubSpot's stand-in knows. */
export const app = {
  appId: 1,
  name: "Flowella",
  clientId: "client",
  clientSecret: "hubspot-secret",
  redirectUris: ["https://flows.example.com/oauth/callback"],
  requiredScopes: ["oauth", "crm.objects.contacts.read"],
};
