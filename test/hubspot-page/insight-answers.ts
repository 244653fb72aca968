/** Figures as the server could tell them, for looking at: a usual month, very many, few, and none. */
import { definitions } from "../../core/insight/definitions.ts";
import { type Insight, type InsightTime, insightSchema } from "../../src/app/packages/contract/index.ts";

const month = { from: "2026-03-01", to: "2026-03-30", timeZone: "Europe/Rome" } as const;
const time = (count: number, median?: number, p90?: number): InsightTime => ({
  count,
  exact: count <= 50_000,
  ...(median !== undefined && { median, p90: p90 ?? median }),
});

const screens = [
  ["topic", "What is it about?", 842, 801, 24, 19],
  ["home", "Your home", 801, 742, 31, 58],
  ["contact", "How can we reach you for an appointment?", 742, 688, 88, 41],
  ["when", "When suits you", 688, 655, 12, 66],
] as const;

type Stage = Insight["funnel"][number];

/** Each with its share of the one before it and of the first. */
function funnelOf(steps: readonly [Stage["stage"], Stage["definition"], number, Stage["screen"]?][]): Stage[] {
  const sent = steps[0]?.[2] ?? 0;
  return steps.map(([stage, definition, count, screen], at) => {
    const before = at > 0 ? (steps[at - 1]?.[2] ?? 0) : 0;
    return {
      stage,
      definition,
      count,
      ...(screen && { screen }),
      ...(before > 0 && { ofBefore: Math.min(1, count / before) }),
      ...(sent > 0 && { ofSent: count / sent }),
    };
  });
}

/** Fewer at weekends, and more as the month goes on. */
function seriesOf(sent: number, rate: number): Insight["series"] {
  const weights = Array.from({ length: 30 }, (_, at) => (at % 7 === 0 || at % 7 === 6 ? 0.35 : 1) * (1 + at / 40));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight, at) => {
    const messages = Math.round((sent * weight) / whole);
    return {
      day: `2026-03-${String(at + 1).padStart(2, "0")}`,
      sent: messages,
      delivered: Math.round(messages * 0.97),
      started: Math.round(messages * (rate + 0.11 - (at % 5) / 90)),
      completed: Math.round(messages * (rate - (at % 4) / 60)),
    };
  });
}

const flow = { id: "flow-1", name: "Request a consultation" };

/** One Flow's usual month, split by where it came from. */
export const usualMonth: Insight = insightSchema.parse({
  kind: "ready",
  state: "enough",
  ...month,
  waiting: 0,
  flow,
  funnel: funnelOf([
    ["sent", "sent", 1284],
    ["delivered", "delivered", 1251],
    ["read", "read", 1102],
    ["opened", "opened", 842],
    ["started", "started", 801],
    ...screens.map(([id, title, shown]): [Stage["stage"], Stage["definition"], number, Stage["screen"]] => [
      "screen",
      "screen_reached",
      shown,
      { id, title },
    ]),
    ["completed", "completed", 655],
    ["landed", "landed", 651],
  ]),
  times: [
    { measure: "delivery", time: time(1251, 3, 11), definition: "time_delivery" },
    { measure: "reading", time: time(1102, 412, 14_820), definition: "time_reading" },
    { measure: "opening", time: time(842, 655, 19_140), definition: "time_opening" },
    { measure: "filling", time: time(655, 148, 421), definition: "time_filling" },
    { measure: "whole", time: time(655, 1210, 22_600), definition: "time_whole" },
  ],
  screens: screens.map(([id, title, shown, submitted, back, seconds]) => ({
    id,
    title,
    shown,
    submitted,
    back,
    returned: Math.round(back * 0.8),
    left: shown - submitted,
    ofShown: (shown - submitted) / shown,
    time: time(submitted, seconds, seconds * 3),
  })),
  fields: [
    {
      id: "phone",
      label: "On which number can we call you?",
      screen: "contact",
      rejected: 211,
      people: 164,
      ofShown: 0.221,
      rules: [
        { rule: "not_a_phone", count: 187 },
        { rule: "too_short", count: 24 },
      ],
      changed: 12,
    },
    {
      id: "email",
      label: "E-mail",
      screen: "contact",
      rejected: 74,
      people: 61,
      ofShown: 0.082,
      rules: [{ rule: "not_an_email", count: 74 }],
      changed: 31,
    },
    {
      id: "rooms",
      label: "Number of rooms",
      screen: "home",
      rejected: 9,
      people: 9,
      ofShown: 0.011,
      rules: [{ rule: "too_big", count: 9 }],
      changed: 4,
    },
    { id: "topic", label: "What is it about?", screen: "topic", rejected: 0, people: 0, rules: [], changed: 22 },
  ],
  groups: [
    ["workflow", 702, 421],
    ["card", 311, 148],
    ["qr", 188, 71],
    ["ad", 76, 14],
  ]
    .map(([value, sent, completed]) => groupRow(String(value), Number(sent), Number(completed)))
    .concat([{ ...groupRow("", 7, 1), others: true }]),
  cost: {
    state: "known",
    currency: "EUR",
    amount: 38.52,
    perCompleted: 0.0588,
    billed: 1093,
    free: 158,
    untold: 33,
    categories: [
      { category: "utility", messages: 1051, amount: 31.53 },
      { category: "marketing", messages: 42, amount: 6.99 },
    ],
    unpriced: [],
  },
  delays: [
    { what: "delivery", time: time(651, 4, 19), definition: "delay_delivery" },
    { what: "owner", time: time(402, 1_320, 61_200), definition: "delay_owner" },
    { what: "booking", time: time(118, 6, 21), definition: "delay_booking" },
  ],
  quality: {
    state: "ready",
    from: "2026-03-02",
    to: "2026-03-29",
    readAt: "2026-03-30T07:30:00.000Z",
    chat: { submissions: 640, filled: 0.94, emails: 0.991, phones: 0.998 },
    web: { submissions: 412, filled: 0.81, emails: 0.942, phones: 0.873 },
  },
  optIns: [
    { via: "question", source: "workflow", gained: 231, stopped: 9, net: 222 },
    { via: "question", source: "qr", gained: 58, stopped: 4, net: 54 },
    { via: "property", source: "", gained: 17, stopped: 0, net: 17 },
  ],
  chatAgainstWeb: {
    flow: { sent: 400, completed: 212, rate: 0.53 },
    link: { sent: 400, completed: 141, rate: 0.3525 },
    verdict: "flow",
    difference: { seen: 0.1775, low: 0.1093, high: 0.2441 },
    readAt: "2026-03-30T07:30:00.000Z",
    broadcasts: 2,
  },
  series: seriesOf(1284, 0.52),
  definitions,
});

function groupRow(value: string, sent: number, completed: number): Insight["groups"][number] {
  return {
    value,
    others: false,
    sent,
    delivered: Math.round(sent * 0.97),
    read: Math.round(sent * 0.85),
    opened: Math.round(sent * 0.66),
    started: Math.round(completed * 1.2),
    completed,
    landed: completed,
    ...(sent > 0 && { rate: completed / sent }),
    filling: time(completed, completed > 0 ? 100 + sent / 20 : undefined),
  };
}

const countries = ["IT", "DE", "ES", "FR", "GB", "BR", "PT", "NL", "CH", "AT", "VC", "BA", "US", "PL"];

/** Every Flow of a large account, by country, with a part of the prices missing. */
export const veryMany: Insight = insightSchema.parse({
  ...usualMonth,
  flow: undefined,
  waiting: 1260,
  funnel: funnelOf([
    ["sent", "sent", 1_284_310],
    ["delivered", "delivered", 1_251_902],
    ["read", "read", 1_102_778],
    ["opened", "opened", 842_006],
    ["started", "started", 801_450],
    ["completed", "completed", 655_197],
    ["landed", "landed", 654_981],
  ]),
  times: usualMonth.times.map((each) => ({
    ...each,
    time: { ...each.time, count: each.time.count * 1000, exact: false },
  })),
  screens: [],
  fields: [],
  groups: countries
    .map((country, at) =>
      groupRow(country, Math.round(600_000 / (at + 1) ** 1.6), Math.round(310_000 / (at + 1) ** 1.6)),
    )
    .concat([{ ...groupRow("", 41, 12), others: true }]),
  cost: {
    state: "partly",
    currency: "EUR",
    amount: 41_207.4,
    perCompleted: 0.0629,
    billed: 1_101_223,
    free: 150_679,
    untold: 32_408,
    categories: [
      { category: "utility", messages: 902_771, amount: 27_083.1 },
      { category: "marketing", messages: 198_452, amount: 14_124.3 },
    ],
    unpriced: [
      { country: "VC", others: false, category: "marketing", messages: 1_214 },
      { country: "BA", others: false, category: "utility", messages: 877 },
      { country: "", others: true, category: "utility", messages: 7 },
    ],
  },
  quality: { state: "unknown" },
  chatAgainstWeb: undefined,
  series: seriesOf(1_284_310, 0.52),
});

/** Three messages, of which one was answered, and WhatsApp billed them without a price. */
export const veryFew: Insight = insightSchema.parse({
  ...usualMonth,
  state: "few",
  funnel: funnelOf([
    ["sent", "sent", 3],
    ["delivered", "delivered", 3],
    ["read", "read", 2],
    ["opened", "opened", 2],
    ["started", "started", 1],
    ["screen", "screen_reached", 2, { id: "topic", title: "What is it about?" }],
    ["screen", "screen_reached", 1, { id: "home", title: "" }],
    ["completed", "completed", 1],
    ["landed", "landed", 1],
  ]),
  times: usualMonth.times.map((each) => ({
    ...each,
    time: each.measure === "filling" || each.measure === "whole" ? time(1, 95) : time(2, 12, 40),
  })),
  screens: [
    {
      ...usualMonth.screens[0],
      shown: 2,
      submitted: 1,
      back: 0,
      returned: 0,
      left: 1,
      ofShown: 0.5,
      time: time(1, 31),
    },
    {
      ...usualMonth.screens[1],
      title: "",
      shown: 1,
      submitted: 1,
      back: 0,
      returned: 0,
      left: 0,
      ofShown: 0,
      time: time(1, 64),
    },
  ],
  fields: [],
  groups: [],
  cost: { state: "unknown", billed: 2, free: 0, untold: 1, categories: [], unpriced: [] },
  delays: usualMonth.delays.map((each) => ({ ...each, time: each.what === "delivery" ? time(1, 3) : time(0) })),
  quality: { state: "unasked" },
  optIns: [],
  chatAgainstWeb: undefined,
  series: seriesOf(0, 0).map((day) =>
    day.day === "2026-03-17" ? { ...day, sent: 3, delivered: 3, started: 1, completed: 1 } : day,
  ),
});

/** Nothing was sent. */
export const nothingSent: Insight = insightSchema.parse({
  ...veryFew,
  state: "none",
  flow: undefined,
  funnel: funnelOf([["sent", "sent", 0]]),
  times: [],
  screens: [],
  cost: { state: "unknown", billed: 0, free: 0, untold: 0, categories: [], unpriced: [] },
  delays: [],
  series: seriesOf(0, 0),
});
