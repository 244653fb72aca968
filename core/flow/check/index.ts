/**
 * Checks Flow JSON offline against everything that Meta documents (WhatsApp reference 1, 2, 5.11 and 11).
 *
 * The Flow is made plain, walked once along the capability table, and then every rule looks at what the walk found.
 * To find a rule by its code, search this folder for the code: each rule names its codes above it.
 */
import { capabilitiesOf, flowJsonVersions } from "../capabilities.ts";
import type { CheckResult } from "../types.ts";
import * as actions from "./actions.ts";
import * as branches from "./branches.ts";
import { calendarsFollowTheirMode } from "./calendar.ts";
import * as components from "./components.ts";
import { dataModelsAreSound } from "./data-model.ts";
import * as endpoint from "./endpoint.ts";
import { footersAreBalanced } from "./footers.ts";
import * as form from "./form.ts";
import { valuesAreWellFormed } from "./formats.ts";
import * as images from "./images.ts";
import * as inputs from "./inputs.ts";
import * as keys from "./keys.ts";
import type { FlowModel } from "./model.ts";
import * as options from "./options.ts";
import * as pickers from "./pickers.ts";
import { plainFlow } from "./plain.ts";
import * as references from "./references.ts";
import { collectProblems, EnoughProblems, type Report } from "./report.ts";
import { screensRunForward } from "./routing.ts";
import * as screens from "./screens.ts";
import * as sizes from "./sizes.ts";
import * as values from "./values.ts";
import { capabilitiesFor, dataApiVersionIsKnown } from "./versions.ts";
import { walk } from "./walk.ts";

export { type ProblemCode, problemCodes } from "./codes.ts";

const rules: readonly ((flow: FlowModel, report: Report) => void)[] = [
  dataApiVersionIsKnown,
  keys.noUnknownKeys,
  keys.nothingMissing,
  keys.componentsHaveTypes,
  values.rightTypes,
  values.staticStaysStatic,
  values.allowedWords,
  sizes.textsAreShortEnough,
  sizes.noEmptyTexts,
  sizes.listsHaveTheRightSize,
  sizes.numbersAreInRange,
  valuesAreWellFormed,
  images.imagesAreSmallEnough,
  images.imagesAreJpegOrPng,
  screens.screenIdsAreUsable,
  screens.someScreenEndsTheFlow,
  screens.terminalScreensHaveAFooter,
  screens.successIsForTerminalScreens,
  screens.sensitiveNamesExist,
  endpoint.exchangesNeedAnEndpoint,
  endpoint.endpointsNeedRouting,
  endpoint.refreshNeedsAnEndpoint,
  dataModelsAreSound,
  components.componentsAreAllowedHere,
  components.notTooManyOnAScreen,
  components.notTooManyCarousels,
  components.someComponentsStandAlone,
  footersAreBalanced,
  inputs.namesAreUsable,
  inputs.patternsAreExplained,
  inputs.captionsGoTogether,
  inputs.requiredInputsCanBeSeen,
  inputs.minimaStayBelowMaxima,
  calendarsFollowTheirMode,
  options.optionIdsAreUnique,
  options.optionsAreNotMixed,
  options.listsWithImagesAreShorter,
  options.navigationListsActOnce,
  options.badgesAreRare,
  options.largeImagesLeaveNoRoom,
  branches.ifsAreNotNestedTooDeep,
  branches.conditionsCanBeDecided,
  branches.switchesReadOneValue,
  form.inputsAreInsideTheForm,
  form.formsHoldInitialValues,
  form.formMapsNameInputs,
  form.boundFormMapsFit,
  references.propertiesReadWhatIsThere,
  references.payloadsReadWhatIsThere,
  references.formMapsReadWhatIsThere,
  pickers.pickersAreHandedOverWhole,
  pickers.completeCarriesOneFile,
  pickers.pickersStartEmpty,
  pickers.errorsByFileAreBound,
  actions.completeEndsTerminalScreens,
  actions.terminalFootersEnd,
  actions.navigateLeadsSomewhere,
  actions.navigateFillsTheNextScreen,
  actions.updatesChangeDeclaredData,
  screensRunForward,
];

/**
 * Every rule that a Flow breaks. `flow` is anything: parsed JSON, its text, or something hostile; it never throws and
 * takes time bounded by the largest Flow that WhatsApp accepts.
 */
export function check(flow: unknown): CheckResult {
  const { report, problems } = collectProblems();
  try {
    const plain = plainFlow(flow, mostBytes, report);
    if (plain) {
      const model = walk(plain, capabilitiesFor(plain, report));
      for (const rule of rules) rule(model, report);
    }
  } catch (error) {
    if (!(error instanceof EnoughProblems)) throw error;
  }
  const found = problems();
  return { ok: found.length === 0, problems: found };
}

/** The same for all versions, and needed before a Flow's own version is known. */
const mostBytes = Math.max(...flowJsonVersions.map((version) => capabilitiesOf(version)?.limits.jsonBytes.value ?? 0));
