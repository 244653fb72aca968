import type { Field } from "../../form/types.ts";
import { buildBoolean, buildChoice } from "./choices.ts";
import { buildConsent } from "./consent.ts";
import { buildDate } from "./dates.ts";
import { buildFiles } from "./files.ts";
import { buildMatrix } from "./matrix.ts";
import { notBuilt } from "./not-built.ts";
import { buildParts } from "./parts.ts";
import { quoting } from "./quoting.ts";
import { buildRanking } from "./ranking.ts";
import { buildRating, buildScale } from "./scales.ts";
import { buildSignature } from "./signature.ts";
import { buildStatement } from "./statement.ts";
import { buildText } from "./text.ts";
import { buildTime } from "./times.ts";
import type { Built, Context } from "./types.ts";

/** Turns one field into components, or says why it is left out (form-tools reference 9). */
export function build(field: Field, context: Context): Built {
  return quoting(field, context, (worded) => buildKind(worded, context));
}

function buildKind(field: Field, context: Context): Built {
  switch (field.kind) {
    case "short_text":
    case "long_text":
    case "email":
    case "phone":
    case "url":
    case "number":
      return buildText(field, context);
    case "single_choice":
    case "multiple_choice":
    case "dropdown":
    case "picture_choice":
      return buildChoice(field, context);
    case "boolean":
      return buildBoolean(field, context);
    case "rating":
      return buildRating(field, context);
    case "opinion_scale":
    case "nps":
      return buildScale(field, context);
    case "date":
      return buildDate(field, context);
    case "consent":
      return buildConsent(field, context);
    case "address":
    case "contact_info":
      return buildParts(field, context);
    case "statement":
      return buildStatement(field, context);
    case "file":
      return buildFiles(field, context);
    case "time":
      return buildTime(field, context);
    case "ranking":
      return buildRanking(field, context);
    case "matrix":
      return buildMatrix(field, context);
    case "signature":
      return buildSignature(field, context);
    case "payment":
    case "unsupported":
      return notBuilt(field);
  }
}
