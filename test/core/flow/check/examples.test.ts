import { describe, expect, it } from "@jest/globals";
import { check } from "../../../../core/flow/check/index.ts";

/** The two complete Flows of WhatsApp reference 1.8. */
const contact = {
  version: "7.3",
  screens: [
    {
      id: "CONTACT",
      title: "Contact us",
      terminal: true,
      success: true,
      data: { form_ref: { type: "string", __example__: "hs-42" } },
      layout: {
        type: "SingleColumnLayout",
        children: [
          { type: "TextSubheading", text: "How can we reach you?" },
          { type: "TextInput", name: "email", label: "Email", "input-type": "email", required: true },
          { type: "TextBody", text: "What would you like to discuss with our team?" },
          { type: "TextArea", name: "message", label: "Your message", "max-length": 600 },
          {
            type: "Footer",
            label: "Send",
            "on-click-action": {
              name: "complete",
              payload: { form_ref: "${data.form_ref}", email: "${form.email}", message: "${form.message}" },
            },
          },
        ],
      },
    },
  ],
};

const signUp = {
  version: "7.3",
  data_api_version: "3.0",
  routing_model: { START: ["COMPANY", "REVIEW"], COMPANY: ["REVIEW"], REVIEW: [] },
  screens: [
    {
      id: "START",
      title: "Sign up",
      data: {
        email_value: { type: "string", __example__: "" },
        email_error: { type: "string", __example__: "Not valid" },
        has_email_error: { type: "boolean", __example__: false },
      },
      layout: {
        type: "SingleColumnLayout",
        children: [
          {
            type: "TextInput",
            name: "email",
            label: "Email",
            "input-type": "email",
            required: true,
            "init-value": "${data.email_value}",
          },
          { type: "TextCaption", text: "${data.email_error}", visible: "${data.has_email_error}" },
          {
            type: "RadioButtonsGroup",
            name: "kind",
            label: "You are",
            required: true,
            "data-source": [
              { id: "person", title: "A person" },
              { id: "company", title: "A company" },
            ],
          },
          {
            type: "Footer",
            label: "Continue",
            "on-click-action": { name: "data_exchange", payload: { email: "${form.email}", kind: "${form.kind}" } },
          },
        ],
      },
    },
    {
      id: "COMPANY",
      title: "Company",
      layout: {
        type: "SingleColumnLayout",
        children: [
          { type: "TextInput", name: "company", label: "Company name", required: true },
          {
            type: "Footer",
            label: "Continue",
            "on-click-action": { name: "data_exchange", payload: { company: "${form.company}" } },
          },
        ],
      },
    },
    {
      id: "REVIEW",
      title: "Review",
      terminal: true,
      data: { summary: { type: "string", __example__: "Email: ana@example.org" } },
      layout: {
        type: "SingleColumnLayout",
        children: [
          { type: "TextBody", text: "${data.summary}" },
          {
            type: "OptIn",
            name: "consent",
            label: "I agree to be contacted",
            required: true,
            "on-click-action": { name: "open_url", url: "https://example.org/privacy" },
          },
          {
            type: "Footer",
            label: "Submit",
            "on-click-action": { name: "data_exchange", payload: { consent: "${form.consent}" } },
          },
        ],
      },
    },
  ],
};

describe.each([
  ["without an endpoint", contact],
  ["with an endpoint, branching and validation", signUp],
])("the complete example %s", (_name, flow) => {
  it("has no problem", () => {
    expect(check(flow)).toEqual({ ok: true, problems: [] });
  });

  it("has none as text either", () => {
    expect(check(JSON.stringify(flow, null, 2))).toEqual({ ok: true, problems: [] });
  });
});
