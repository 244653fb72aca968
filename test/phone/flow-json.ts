/** Flows for the phone's tests, written by hand after the WhatsApp reference's own examples (1.8). */

export const text = (name: string, more: object = {}) => ({ type: "TextInput", name, label: name, ...more });
export const send = (payload: object) => ({
  type: "Footer",
  label: "Send",
  "on-click-action": { name: "data_exchange", payload },
});

export function screen(id: string, children: readonly object[], more: object = {}): object {
  return { id, title: `Title ${id}`, layout: { type: "SingleColumnLayout", children }, ...more };
}

/** One screen that completes without an endpoint. */
export function completing(children: readonly object[], payload: object, more: object = {}): object {
  const footer = { type: "Footer", label: "Done", "on-click-action": { name: "complete", payload } };
  return { version: "7.3", screens: [screen("ONLY", [...children, footer], { terminal: true, ...more })] };
}

/** START (e-mail with prefill and error) -> COMPANY -> REVIEW, or START -> REVIEW. */
export const signUp = {
  version: "7.3",
  data_api_version: "3.0",
  routing_model: { START: ["COMPANY", "REVIEW"], COMPANY: ["REVIEW"], REVIEW: [] },
  screens: [
    screen(
      "START",
      [
        { type: "TextHeading", text: "Welcome" },
        text("email", { label: "Email", "input-type": "email", required: true, "init-value": "${data.email_value}" }),
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
        send({ email: "${form.email}", kind: "${form.kind}" }),
      ],
      {
        data: {
          email_value: { type: "string", __example__: "" },
          email_error: { type: "string", __example__: "Not valid" },
          has_email_error: { type: "boolean", __example__: false },
        },
      },
    ),
    screen("COMPANY", [text("company", { label: "Company", required: true }), send({ company: "${form.company}" })], {
      refresh_on_back: true,
    }),
    screen(
      "REVIEW",
      [
        { type: "TextBody", text: "${data.summary}" },
        {
          type: "OptIn",
          name: "consent",
          label: "I agree",
          required: true,
          "on-click-action": { name: "open_url", url: "https://example.org/privacy" },
        },
        send({ consent: "${form.consent}", email: "${screen.START.form.email}" }),
      ],
      { terminal: true, data: { summary: { type: "string", __example__: "Email" } } },
    ),
  ],
};

export const startData = { email_value: "", email_error: "-", has_email_error: false };

/** An `If`. */
export function when(condition: string, yes: readonly object[], no: readonly object[]): object {
  // biome-ignore lint/suspicious/noThenProperty: the name is Flow JSON's own.
  return { type: "If", condition, then: yes, else: no };
}
