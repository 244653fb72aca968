/** Small Google forms, as the API and as the public page have them. Ids are the same in both: hexadecimal here, decimal there. */
const hex = (id: number) => id.toString(16).padStart(8, "0");

type Validator = readonly [number, number, (readonly string[])?, string?];

export interface TestOption {
  text: string;
  goto?: number;
  other?: boolean;
}

export type TestItem =
  | { kind: "text"; id: number; title: string; paragraph?: boolean; required?: boolean; check?: Validator }
  | {
      kind: "choice";
      id: number;
      title: string;
      type: "RADIO" | "CHECKBOX" | "DROP_DOWN";
      options: TestOption[];
      required?: boolean;
      check?: Validator;
    }
  | {
      kind: "grid";
      id: number;
      title: string;
      rows: { id: number; title: string }[];
      columns: string[];
      onePerColumn?: boolean;
    }
  /** `exitBefore`: -1 restart, -2 next, -3 submit, or the id of a break. */
  | { kind: "break"; id: number; title: string; exitBefore?: number };

/** Of items that are questions, the item's id is the question's, one higher. */
export function apiForm(items: readonly TestItem[], more: Record<string, unknown> = {}): Record<string, unknown> {
  return { formId: "form-1", info: { title: "A form" }, items: items.map(apiItem), ...more };
}

function apiItem(item: TestItem): Record<string, unknown> {
  const base = { itemId: hex(item.id), title: item.title };
  const question = (kind: Record<string, unknown>, required = false) => ({
    ...base,
    questionItem: { question: { questionId: hex(item.id + 1), ...(required && { required }), ...kind } },
  });
  switch (item.kind) {
    case "break":
      return { ...base, pageBreakItem: {} };
    case "text":
      return question({ textQuestion: item.paragraph ? { paragraph: true } : {} }, item.required);
    case "choice":
      return question({ choiceQuestion: { type: item.type, options: item.options.map(apiOption) } }, item.required);
    case "grid":
      return {
        ...base,
        questionGroupItem: {
          questions: item.rows.map(({ id, title }) => ({ questionId: hex(id), rowQuestion: { title } })),
          grid: { columns: { type: "RADIO", options: item.columns.map((value) => ({ value })) } },
        },
      };
  }
}

function apiOption({ text, goto, other }: TestOption): Record<string, unknown> {
  const actions = new Map([
    [-1, "RESTART_FORM"],
    [-2, "NEXT_SECTION"],
    [-3, "SUBMIT_FORM"],
  ]);
  const leads =
    goto === undefined ? {} : actions.has(goto) ? { goToAction: actions.get(goto) } : { goToSectionId: hex(goto) };
  return other ? { isOther: true, ...leads } : { value: text, ...leads };
}

const types = { RADIO: 2, DROP_DOWN: 3, CHECKBOX: 4 };

export function pageOf(items: readonly TestItem[], { thankYou = "", publishedId = "" } = {}): unknown[] {
  const settings = [null, 0, null, 2, null, null, 1];
  const inner = ["", items.map(pageItem), [thankYou, 1], null, null, null, null, null, "A form", 49, settings];
  return [null, inner, "/forms", "A form", null, null, null, "", null, 0, 0, null, "", 0, publishedId];
}

function pageItem(item: TestItem): unknown[] {
  const head = [item.id, item.title, null];
  switch (item.kind) {
    case "break":
      return [...head, 8, null, item.exitBefore ?? null];
    case "text":
      return [
        ...head,
        item.paragraph ? 1 : 0,
        [[item.id + 1, null, item.required ? 1 : 0, null, item.check ? [item.check] : null]],
      ];
    case "choice": {
      const options = item.options.map(({ text, goto, other }) => [
        other ? "" : text,
        null,
        goto ?? null,
        null,
        other ? 1 : 0,
      ]);
      return [
        ...head,
        types[item.type],
        [[item.id + 1, options, item.required ? 1 : 0, null, item.check ? [item.check] : null]],
      ];
    }
    case "grid": {
      const columns = item.columns.map((text) => [text]);
      const rows = item.rows.map(({ id, title }) => [
        id,
        columns,
        0,
        [title],
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        [0],
      ]);
      return [...head, 7, rows, null, null, 0, item.onePerColumn ? [[8, 205]] : null];
    }
  }
}
