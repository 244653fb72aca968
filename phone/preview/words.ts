/** The page's own words; the Flow and its message are in the form's language. */
export const WORDS = {
  title: (name: string) => `Preview: ${name}`,
  badge: "Preview",
  version: (number: number, current: boolean) => `Version ${number} · ${current ? "what customers get" : "a draft"}`,
  quiet: "Nothing you enter is sent or kept.",
  phone: "The customer’s phone",
  today: "Today",
  loading: "Loading the preview…",
  endTitle: "This was a preview: nothing was sent.",
  endText: "A customer’s answers would now be accepted and delivered. Yours were checked, and then forgotten.",
  again: "Start again",
  gone: "No preview here",
  unreachable: "The server does not answer. Check your connection, then reload this page.",
  toDark: "Dark colours",
  toLight: "Light colours",
} as const;
