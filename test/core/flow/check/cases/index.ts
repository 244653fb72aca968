import type { Case } from "../flows.ts";
import { actionCases } from "./actions.ts";
import { branchCases } from "./branches.ts";
import { componentCases } from "./components.ts";
import { dataCases } from "./data.ts";
import { documentCases } from "./document.ts";
import { formCases } from "./form.ts";
import { pickerCases } from "./pickers.ts";
import { referenceCases } from "./references.ts";
import { routingCases } from "./routing.ts";
import { screenCases } from "./screens.ts";
import { valueCases } from "./values.ts";

export const allCases: readonly Case[] = [
  ...documentCases,
  ...valueCases,
  ...screenCases,
  ...componentCases,
  ...dataCases,
  ...referenceCases,
  ...branchCases,
  ...formCases,
  ...pickerCases,
  ...actionCases,
  ...routingCases,
];
