const names: Readonly<Record<string, string>> = {
  hubspot: "HubSpot",
  whatsapp: "WhatsApp",
  files: "Files",
  surveymonkey: "SurveyMonkey",
  google: "Google Forms",
  typeform: "Typeform",
  pipedrive: "Pipedrive",
  webhook: "Webhook",
  workflow: "Workflow",
};

/** What people call the place that a step leads to, such as `webhook:<id>`, whose id tells them nothing. */
export function destinationName(destination: string): string {
  const [place = ""] = destination.split(":");
  return names[place] ?? place;
}
