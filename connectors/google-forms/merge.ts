/**
 * The API's reading with what only the public page knows: checks of answers, the ends of sections, the thank-you text.
 *
 * Questions are joined by their number, which is documented nowhere but holds on real forms (form-tools reference 3.9);
 * sections by their order, because no relation between the two ids of a page break is known.
 */
import type { Goto, SourceForm, SourceItem } from "./source.ts";

export function merged(api: SourceForm, page: SourceForm): SourceForm {
  const answers = new Map(page.items.flatMap((item) => keysOf(item).map((key) => [key, item] as const)));
  const joined = api.items.map((item) => ({ item, other: keysOf(item).flatMap((key) => answers.get(key) ?? [])[0] }));
  const asking = joined.filter(({ item }) => keysOf(item).length > 0);
  const found = asking.filter(({ other }) => other !== undefined);
  const breaks = breaksOf(api);
  const pageBreaks = breaksOf(page);
  // The page is of another moment: half of its rules would be about questions that are gone.
  if (found.length < asking.length || breaks.length !== pageBreaks.length) return { ...api, pageDiffers: true };
  const sectionOf = new Map(pageBreaks.map(({ id }, index) => [id, breaks[index]?.id ?? ""]));
  const exits = new Map(breaks.map(({ id }, index) => [id, pageBreaks[index]?.exitBefore]));
  return {
    ...api,
    items: joined.map(({ item, other }): SourceItem => {
      if (item.kind === "section") return withExit(item, translated(exits.get(item.id), sectionOf));
      if (item.kind === "question" && other?.kind === "question") return { ...item, checks: other.checks };
      if (item.kind === "grid" && other?.kind === "grid") return { ...item, onePerColumn: other.onePerColumn };
      return item;
    }),
    signIn: page.signIn,
    ...(page.thankYou ? { thankYou: page.thankYou } : {}),
    pageRead: true,
  };
}

type Break = Extract<SourceItem, { kind: "section" }>;

const breaksOf = ({ items }: SourceForm): Break[] => items.filter((item) => item.kind === "section");

/** The numbers of an item's questions. Hand-made ids that are no numbers stay as they are. */
function keysOf(item: SourceItem): string[] {
  const ids =
    item.kind === "grid"
      ? item.rows.map(({ questionId }) => questionId)
      : item.kind === "question"
        ? [item.questionId]
        : [];
  return ids.map((id) => (/^[0-9a-f]{1,8}$/i.test(id) ? String(Number.parseInt(id, 16)) : id));
}

function withExit(item: Break, exitBefore: Goto | undefined): Break {
  return { ...item, ...(exitBefore ? { exitBefore } : {}) };
}

function translated(goto: Goto | undefined, sectionOf: ReadonlyMap<string, string>): Goto | undefined {
  if (goto?.kind !== "section") return goto;
  return { kind: "section", item: sectionOf.get(goto.item) ?? goto.item };
}
