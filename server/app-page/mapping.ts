/** Which answer becomes which property: shown, tried on answers that nobody gave, and saved with the form's Flow. */
import type { CompiledFlow } from "../../core/flow/types.ts";
import type { Form } from "../../core/form/types.ts";
import {
  applyMapping,
  type DestinationProperty,
  entryFor,
  type Mapping,
  type MappingEntry,
  type MappingSubject,
  mappingConcerns,
  mappingSubjects,
  type SampleValue,
  sampleAnswers,
  sampleFor,
  subjectOf,
  takenBy,
} from "../../core/mapping/index.ts";
import { mappingFor, useCaseOf } from "../../core/use-cases/index.ts";
import type {
  FormSource,
  PageMapping,
  PageMappingConcern,
  PageMappingRow,
  PageMappingSaveRequest,
  PageMappingSaveResponse,
  PageMappingTried,
  PageMappingTryRequest,
} from "../../src/app/packages/contract/index.ts";
import { editedMapping, editMapping, forgetEditedMapping } from "../delivery/mapping-edits.ts";
import { kycStorage } from "../kyc/storage.ts";
import { findPortal } from "../portals/store.ts";
import { auditWrite } from "../privacy/audit.ts";
import { convertForm } from "../publishing/publish.ts";
import { settingsOf } from "../publishing/settings.ts";
import type { Row } from "../store/index.ts";
import { type PageParts, type ReadyForm, readyForm } from "./form-ready.ts";
import { keptAsDraft } from "./report.ts";

type Property = DestinationProperty & { readonly label: string };

interface Looked {
  readonly ready: ReadyForm;
  readonly compiled: CompiledFlow;
  readonly subjects: readonly MappingSubject[];
  readonly properties: readonly Property[];
  readonly suggested: Mapping;
  /** What counts now. */
  readonly mapping: Mapping;
  readonly edited: boolean;
}

/** @throws RefusedInput, OutsideError: what the form's tool and HubSpot say */
export async function mappingOf(parts: PageParts, portalId: string, source: FormSource): Promise<PageMapping> {
  const looked = await look(parts, portalId, source);
  const { compiled, subjects, properties, mapping, suggested, edited } = looked;
  const samples = new Map(subjects.map((subject) => [subject.key, sampleFor(subject)]));
  return {
    kind: "ready",
    title: compiled.form.title,
    properties: properties.map((property) => {
      return { name: property.name, label: property.label, takes: [...takenBy(property)] };
    }),
    rows: subjects.map((subject) => rowOf(subject, mapping, suggested, samples.get(subject.key) ?? "")),
    edited,
    tried: tried(looked, mapping, samples),
  };
}

/** @throws as `mappingOf` */
export async function tryMapping(
  parts: PageParts,
  portalId: string,
  { source, rows }: PageMappingTryRequest,
): Promise<PageMappingTried & { readonly kind: "tried" }> {
  const looked = await look(parts, portalId, source);
  const samples = new Map(rows.map(({ key, sample }) => [key, sample]));
  const { mapping, unfit } = chosenMapping(looked, rows);
  const answer = tried(looked, mapping, samples);
  return { kind: "tried", ...answer, concerns: [...unfit, ...answer.concerns.filter(notAmong(unfit))] };
}

/** @throws as `mappingOf` */
export async function saveMapping(
  parts: PageParts,
  { portalId, userId }: { readonly portalId: string; readonly userId: string },
  { source, rows }: Pick<PageMappingSaveRequest, "source" | "rows">,
): Promise<PageMappingSaveResponse> {
  const { context } = parts;
  const looked = await look(parts, portalId, source);
  const { mapping, unfit } =
    rows === "suggested" ? { mapping: looked.suggested, unfit: [] } : chosenMapping(looked, rows);
  if (unfit.length > 0) {
    const message = "Some answers do not fit the properties that were chosen for them. Choose others for these.";
    return { kind: "refused", code: "mapping.unfit", message, concerns: unfit };
  }
  const kept = await keptAsDraft(parts, portalId, looked.ready);
  if (kept.kind === "refused") return kept;
  const { flowId } = kept;
  const audit = auditWrite(context, portalId, { actor: `user:${userId}`, action: "mapping-changed", subject: flowId });
  if (rows === "suggested") {
    await forgetEditedMapping(context, portalId, flowId, [audit]);
    return { kind: "saved" };
  }
  const saved = await editMapping(context, portalId, flowId, mapping, [audit]);
  return saved.kind === "saved" ? { kind: "saved" } : saved;
}

async function look(parts: PageParts, portalId: string, source: FormSource): Promise<Looked> {
  const { context, hubspot } = parts;
  const [ready, contact] = await Promise.all([
    readyForm(parts, portalId, source),
    hubspot.of(portalId).writableProperties("contacts"),
  ]);
  const { compiled } = await convertForm(context, portalId, ready.form);
  const edited = ready.flow && (await editedMapping(context, portalId, ready.flow.id));
  const suggested = mappingFor(compiled.form);
  return {
    ready,
    compiled,
    subjects: mappingSubjects(compiled.form),
    properties: [
      ...contact,
      ...comingWith(compiled.form, contact),
      ...(await ofIdentityRecords(parts, portalId, ready.flow)),
    ],
    suggested,
    mapping: edited ?? suggested,
    edited: edited !== undefined,
  };
}

/** What the form's use case brings along: made when it is published. */
function comingWith(form: Form, there: readonly Property[]): Property[] {
  const missing = (useCaseOf(form)?.properties ?? []).filter(({ name }) => !there.some((one) => one.name === name));
  return missing.map(({ name, label, type, fieldType, options = [] }) => ({ name, label, type, fieldType, options }));
}

/** Of the custom object that identity checks are kept in, for a Flow that is one; without what we write there ourselves. */
async function ofIdentityRecords(
  { context, hubspot }: PageParts,
  portalId: string,
  flow: Row<"flows"> | undefined,
): Promise<Property[]> {
  const portal = flow && settingsOf(flow).kyc ? await findPortal(context, portalId) : undefined;
  const object = portal && (await kycStorage(context, portal)).object;
  if (!object) return [];
  const taken = new Set(Object.values(object.names));
  const all = await hubspot.of(portalId).writableProperties(object.objectTypeId);
  return all
    .filter(({ name }) => !taken.has(name))
    .map((one) => ({ ...one, name: `kyc.${one.name}`, label: `${object.name}: ${one.label}` }));
}

function rowOf(subject: MappingSubject, mapping: Mapping, suggested: Mapping, sample: SampleValue): PageMappingRow {
  const { key, title, type, choices, about } = subject;
  const own = entryOf(mapping, key);
  const ours = entryOf(suggested, key);
  const kind = "fieldId" in about ? "question" : kinds[about.source.kind];
  return {
    key,
    title,
    kind,
    type,
    choices: choices.map(({ id, label }) => ({ id, label })),
    ...(own && { property: own.property }),
    ...(ours && { suggested: { property: ours.property, confidence: ours.confidence } }),
    sample: typeof sample === "string" ? sample : [...sample],
  };
}

const kinds = { variable: "calculated", hidden: "hidden", ending: "ending" } as const;

const entryOf = ({ entries }: Mapping, key: string): MappingEntry | undefined =>
  entries.find((entry) => subjectOf(entry) === key);

function tried(
  { subjects, properties, compiled }: Looked,
  mapping: Mapping,
  samples: ReadonlyMap<string, SampleValue>,
): PageMappingTried {
  const { answers, besides } = sampleAnswers(subjects, samples);
  const { properties: written, notes } = applyMapping(mapping, answers, besides);
  const shown = new Set(subjects.map(({ key }) => key));
  const ofNote = (property: string, fieldId: string) =>
    mapping.entries.find((entry) => entry.property === property && [entry.fieldId, subjectOf(entry)].includes(fieldId));
  return {
    written: Object.entries(written).map(([property, value]) => ({ property, value })),
    notes: notes.flatMap(({ code, property, fieldId }) => {
      const entry = ofNote(property, fieldId);
      const key = entry && subjectOf(entry);
      return key !== undefined && shown.has(key) ? [{ key, property, code }] : [];
    }),
    concerns: mappingConcerns(subjects, mapping, properties, compiled.report.policy).map(plain),
  };
}

function plain({ options, ...concern }: ReturnType<typeof mappingConcerns>[number]): PageMappingConcern {
  return { ...concern, ...(options && { options: [...options] }) };
}

interface Chosen {
  readonly key: string;
  readonly property?: string | undefined;
}

/**
 * A line whose property is the one that it has keeps its entry as it is; another property is written as it takes the
 * answer. What the page does not show stays.
 */
function chosenMapping(
  { subjects, properties, mapping }: Looked,
  rows: readonly Chosen[],
): { mapping: Mapping; unfit: PageMappingConcern[] } {
  const known = new Map(properties.map((property) => [property.name, property]));
  const shown = new Set(subjects.map(({ key }) => key));
  const entries: MappingEntry[] = [];
  const unfit: PageMappingConcern[] = [];
  for (const subject of subjects) {
    const { key } = subject;
    const wanted = rows.find((row) => row.key === key)?.property;
    if (wanted === undefined) continue;
    const property = known.get(wanted);
    const before = entryOf(mapping, key);
    const entry = before?.property === wanted ? before : property && entryFor(subject, property);
    if (entry) entries.push(entry);
    else unfit.push({ key, level: "refuse", code: property ? "type_unfit" : "property_unknown" });
  }
  const others = mapping.entries.filter((entry) => !shown.has(subjectOf(entry)));
  return { mapping: { entries: [...entries, ...others] }, unfit };
}

/** A line that does not fit has no entry, which is no wish of anybody's. */
const notAmong = (unfit: readonly PageMappingConcern[]) => (concern: PageMappingConcern) =>
  concern.code !== "goes_nowhere" || !unfit.some(({ key }) => key === concern.key);
