/**
 * What a Form becomes: Flow JSON, the screens behind it, and a report that accounts for every question.
 */
import type { Edit } from "../edits/types.ts";
import type { FieldId, Form, Notice } from "../form/types.ts";
import type { PolicyFinding } from "./policy/finding.ts";

/** Any JSON value that may stand in Flow JSON. `null` is refused by WhatsApp everywhere. */
export type Json = string | number | boolean | Json[] | { [key: string]: Json };

/** A component of Flow JSON; the capability table knows which keys each type may have. */
export interface Component {
  type: string;
  [property: string]: Json;
}

/** A declared property of a screen's data model: a type and an example of it. */
export interface DataProperty {
  type: "string" | "number" | "boolean" | "object" | "array";
  __example__: Json;
  [key: string]: Json;
}

export interface FlowScreen {
  id: string;
  title?: string;
  terminal?: boolean;
  success?: boolean;
  refresh_on_back?: boolean;
  data?: Record<string, DataProperty>;
  layout: { type: "SingleColumnLayout"; children: Component[] };
}

/** Flow JSON as the compiler emits it (WhatsApp reference, section 1.2). */
export interface FlowJson {
  version: string;
  data_api_version?: string;
  routing_model?: Record<string, string[]>;
  screens: FlowScreen[];
}

/** One input on a screen and the field it asks for. */
export interface ScreenInput {
  /** The component's `name`, and the key in the exchange's payload. */
  name: string;
  fieldId: FieldId;
  /** For fields that need several inputs (a matrix row, a part of an address): which one this is. */
  part?: string;
  /** Key in the screen's data model that fills this input in advance; absent where WhatsApp allows no prefill. */
  prefill?: string;
  /** The prefill's type: lists start as `[]`, everything else as `""`. */
  prefillType?: "string" | "array";
  /** Key in the screen's data model that holds the options, for a field whose choices come from a data source. */
  choices?: string;
  /**
   * For a value that needs several inputs: `list` holds some of the options, `group` says which list counts (its value is
   * that list's `group`), `other` is an answer of the customer's own. Absent: the value itself.
   */
  role?: "list" | "group" | "other";
  group?: string;
}

/** A text of a screen that quotes earlier answers, of a question or of a section: it comes with the screen's data. */
export interface QuotedText {
  key: string;
  fieldId?: FieldId;
  section?: string;
  of: "title" | "description";
}

/** What the endpoint needs to know about a screen that it shows. */
export interface CompiledScreen {
  id: string;
  title: string;
  inputs: ScreenInput[];
  /** Every field that stands on this screen, texts too, in order; absent: those of the inputs. */
  fields?: FieldId[];
  /** Fields that are asked on our own secure page afterwards, of whoever comes by here. */
  secure?: FieldId[];
  /** Fields that are not asked of everybody who comes by: what is not shown need not be answered. */
  conditional?: FieldId[];
  /** By field id, of those that the endpoint decides: the data key that shows the field. */
  shownBy?: Record<FieldId, string>;
  /** Texts that come with the screen's data. */
  texts?: QuotedText[];
  /** The nearest screen that may follow; absent on one that only ends. */
  next?: string;
  /** Every screen that the form's rules can lead to from here, in the form's order; absent: `next` alone. */
  routes?: string[];
  /** On an entry screen kept as first published: declared data that no input uses any more, always empty. */
  spare?: Record<string, "string" | "array">;
  /** On the entry screen: later screens that it may lead to when somebody comes back half-way. */
  resume?: string[];
}

/** What became of one question. `code` is stable; `message` is for a marketer. */
export interface ReportLine {
  /** The field's id; `hidden:<name>` for a hidden value, which is no field. */
  fieldId: FieldId;
  /** The form tool's own id of the question, to find it there. */
  sourceId?: string;
  title: string;
  kind: string;
  outcome: "exact" | "adapted" | "dropped";
  code: string;
  message: string;
  screen?: string;
  component?: string;
  /** Of a line that says `adapted`: an edit that does something about it, or accepts it. */
  fix?: Edit;
  /** Somebody has found this fine. */
  accepted?: true;
}

/** Accounts for every question of the form, then for the form as a whole. */
export interface ConversionReport {
  lines: ReportLine[];
  notices: Notice[];
  counts: { exact: number; adapted: number; dropped: number };
  /** How long the longest way through it takes, roughly. */
  seconds: number;
  /** What WhatsApp's policy concerns, with what was decided about it. */
  policy: PolicyFinding[];
}

/** A rule of Flow JSON that is broken. `code` is Meta's own where Meta has one (WhatsApp reference, section 5.11). */
export interface Problem {
  code: string;
  /** Where, as Meta writes it: `screens[0].layout.children[2].label`. */
  path: string;
  message: string;
}

export interface CheckResult {
  ok: boolean;
  problems: Problem[];
}

export interface CompiledFlow {
  /** The form as it is asked: what a policy forbids is asked in another way. Answers are held against this one. */
  form: Form;
  flow: FlowJson;
  screens: CompiledScreen[];
  report: ConversionReport;
  check: CheckResult;
  /** False when a blocking notice forbids publishing, whatever the check says. */
  publishable: boolean;
}

/** Versions to generate, from the capability table. */
export interface CompileOptions {
  flowJsonVersion: string;
  dataApiVersion: string;
}
