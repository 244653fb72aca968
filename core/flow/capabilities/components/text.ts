/** Text that is shown (WhatsApp reference 1.7). */
import { conflict, flag, inBranches, oneOf, reference, required, text } from "../properties.ts";
import type { ComponentDefinition, PropertyDefinition } from "../types.ts";

const styled = (max: number, source: string): Record<string, PropertyDefinition> => ({
  text: { kinds: ["string", { value: "strings", since: "5.1" }], required: true, max, dynamic: true, source },
  "font-weight": oneOf("bold", "italic", "bold_italic", "normal"),
  strikethrough: flag,
  markdown: { kinds: ["boolean"], since: "5.1" },
  visible: flag,
});

export const textComponents: Readonly<Record<string, ComponentDefinition>> = {
  TextHeading: {
    ...inBranches,
    source: `${reference}, text components`,
    properties: { text: text(80, required), visible: flag },
  },
  TextSubheading: {
    ...inBranches,
    source: `${reference}, text components`,
    properties: { text: text(80, required), visible: flag },
  },
  TextBody: {
    ...inBranches,
    source: `${reference}, text components`,
    properties: styled(4096, `${reference}, text components`),
  },
  TextCaption: {
    ...inBranches,
    source: `${reference}, text components`,
    properties: styled(409, conflict("409 or 4096")),
  },
  RichText: {
    since: "5.1",
    source: `${reference}, text components`,
    properties: { text: { kinds: ["string", "strings"], required: true, dynamic: true }, visible: flag },
  },
};
