/** What a business needs for its first message besides an account that may send, and who must act. */

export interface FirstSendFacts {
  readonly portalId: string;
  /** ISO country of numbers that are written without a country code. */
  readonly defaultCountry: string | undefined;
  /** How many sources of consent the settings name. */
  readonly consentSources: number;
  readonly publishedFlows: number;
  /** Those that carry a Flow outside the 24 hours. `who` must act while one is not approved. */
  readonly templates: readonly {
    readonly approved: boolean;
    readonly title: string;
    readonly says: string;
    readonly who: "nobody" | "whatsapp" | "you";
  }[];
}

export interface FirstSendStep {
  readonly title: string;
  /** `open`: somebody of the business or the operator must act. */
  readonly state: "done" | "waiting" | "open";
  readonly says: string;
  /** What the operator runs. */
  readonly command?: string;
}

export function firstSendSteps(facts: FirstSendFacts): FirstSendStep[] {
  return [flow(facts), template(facts), consent(facts), country(facts)];
}

function flow({ publishedFlows: count, portalId }: FirstSendFacts): FirstSendStep {
  const title = "A published form";
  if (count > 0)
    return { title, state: "done", says: count === 1 ? "One form is a Flow." : `${count} forms are Flows.` };
  const says = "No form is a Flow yet.";
  return { title, state: "open", says, command: `flowella publish --portal ${portalId} --form FORM_ID` };
}

function template({ templates, portalId }: FirstSendFacts): FirstSendStep {
  const title = "An approved message template";
  if (templates.some(({ approved }) => approved)) {
    return { title, state: "done", says: "A Flow can be sent to people who have not written in the last 24 hours." };
  }
  const [first] = templates;
  if (!first) return { title, state: "open", says: "It is handed in when the first form is published." };
  const says = `${first.title}. ${first.says}`;
  if (first.who === "whatsapp") return { title, state: "waiting", says };
  return { title, state: "open", says, command: `flowella templates list --portal ${portalId}` };
}

function consent({ consentSources: count, portalId }: FirstSendFacts): FirstSendStep {
  const title = "Where consent comes from";
  if (count > 0) return { title, state: "done", says: "Only people who agreed there are written to." };
  const says = "Nothing is named yet, so people get nothing but answers within 24 hours of their own message.";
  return {
    title,
    state: "open",
    says,
    command: `flowella consent settings --portal ${portalId} --file consent.json`,
  };
}

function country({ defaultCountry, portalId }: FirstSendFacts): FirstSendStep {
  const title = "Country of local numbers";
  if (defaultCountry !== undefined) {
    return { title, state: "done", says: `A number without a country code is read as one of ${defaultCountry}.` };
  }
  const says = "None is chosen, so contacts whose number has no country code cannot be written to.";
  return { title, state: "open", says, command: `flowella settings --portal ${portalId} --country IT` };
}
