import type { FieldOf } from "../../form/types.ts";
import { covers, type FileLimits, fileLimits, fileTypes, isPicture, mostFileBytes, mostFiles } from "../file-types.ts";
import type { Json } from "../types.ts";
import { input } from "./inputs.ts";
import { wordQuestion } from "./question.ts";
import { type Built, type Change, type Context, dropped, impossible } from "./types.ts";

/**
 * Files to hand over: a PhotoPicker for pictures, a DocumentPicker for everything else. Never filled in advance, and
 * required by its smallest number alone (WhatsApp reference 1.7). The planner gives each a screen of its own.
 */
export function buildFiles(field: FieldOf<"file">, context: Context): Built {
  const limits = fileLimits(field);
  if (limits.types.length === 0) {
    return dropped("file.types_not_offered", "Not on WhatsApp: files of the types that the form asks for.");
  }
  if (limits.least > limits.most || limits.maxBytes < 1) return impossible();
  const { picker } = limits;
  const instruction =
    picker === "PhotoPicker" ? context.words.addPhotos(limits.most) : context.words.addFiles(limits.most);
  const question = wordQuestion(field, context, { component: picker, hint: "description", instruction });
  const built = input(field, context, {
    type: picker,
    properties: {
      label: question.label,
      ...(question.hint ? { description: question.hint } : {}),
      ...bounds(field, limits),
    },
    prefill: "none",
  });
  return {
    outcome: "asked",
    components: [...question.above, built.component],
    inputs: [built.input],
    changes: [...question.changes, ...changesOf(field, limits)],
  };
}

function bounds({ required }: FieldOf<"file">, { picker, types, least, most, maxBytes }: FileLimits) {
  const what = picker === "PhotoPicker" ? "photos" : "documents";
  return {
    ...(required ? { [`min-uploaded-${what}`]: least } : {}),
    [`max-uploaded-${what}`]: most,
    "max-file-size-kb": Math.max(1, Math.floor(maxBytes / 1024)),
    ...(picker === "DocumentPicker" ? { "allowed-mime-types": [...types] } : {}),
  } satisfies Record<string, Json>;
}

function changesOf({ accepts, maxFiles, maxBytes }: FieldOf<"file">, { picker, most }: FileLimits): Change[] {
  const changes: Change[] = [];
  if (!accepts) {
    const message =
      "WhatsApp offers pictures, PDF, Office and text files, archives, and MP4 or MPEG videos: other types cannot be chosen.";
    changes.push({ code: "file.types_limited", message });
  } else if (accepts.some((wish) => !fileTypes.some((type) => covers(wish, type)))) {
    const message = "Some of the form's file types are not offered by WhatsApp: they cannot be chosen.";
    changes.push({ code: "file.types_dropped", message });
  }
  if (picker === "PhotoPicker" && !fileTypes.filter(isPicture).every((type) => accepts?.some((w) => covers(w, type)))) {
    const message = "Camera and gallery decide which type a picture has: every type of picture is taken.";
    changes.push({ code: "file.any_picture", message });
  }
  if (maxFiles === undefined || maxFiles > mostFiles) {
    changes.push({ code: "file.count_limited", message: `At most ${most} files can be added on WhatsApp.` });
  }
  if (maxBytes !== undefined && maxBytes > mostFileBytes) {
    changes.push({ code: "file.size_limited", message: "A file can have at most 25 MB on WhatsApp." });
  }
  return changes;
}
