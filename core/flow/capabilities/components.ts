/** The components of Flow JSON, in the order of WhatsApp reference 1.7. */
import {
  action,
  complete,
  dataExchange,
  flag,
  inputFlags,
  length,
  listActions,
  name,
  navigate,
  oneOf,
  openUrl,
  options,
  required,
  text,
  updateData,
  whole,
} from "./properties.ts";
import type { ComponentDefinition, PropertyDefinition } from "./types.ts";

const inBranches = { inIf: "4.0", inSwitch: "4.0" } as const;

const styled = (max: number, source: string): Record<string, PropertyDefinition> => ({
  text: { kinds: ["string", { value: "strings", since: "5.1" }], required: true, max, dynamic: true, source },
  "font-weight": oneOf("bold", "italic", "bold_italic", "normal"),
  strikethrough: flag,
  markdown: { kinds: ["boolean"], since: "5.1" },
  visible: flag,
});

const largeLabel: PropertyDefinition = { ...oneOf("large"), since: "7.0" };

const choiceGroup: Record<string, PropertyDefinition> = {
  name,
  label: text(30, required),
  description: text(300),
  "data-source": options(1, 20, "Option"),
  ...inputFlags,
  ...listActions,
  "error-message": text(undefined),
  "media-size": { ...oneOf("regular", "large"), since: "5.0" },
};

const selectedItems: Record<string, PropertyDefinition> = {
  "min-selected-items": whole(0),
  "max-selected-items": whole(1),
};

const idList: PropertyDefinition = { kinds: ["strings"], dynamic: true };

const dates: Record<string, PropertyDefinition> = {
  "min-date": { kinds: ["date"], dynamic: true },
  "max-date": { kinds: ["date"], dynamic: true },
  "unavailable-dates": { kinds: ["dates"], dynamic: true },
};

const conflict = (chosen: string) => `WhatsApp reference 1.7 and 12: sources disagree (${chosen}), the smaller`;

const picker = (what: "photos" | "documents"): Record<string, PropertyDefinition> => ({
  name,
  label: text(30, { ...required, source: conflict("80 or 30") }),
  description: text(300),
  "max-file-size-kb": whole(1, 25_600),
  [`min-uploaded-${what}`]: whole(0, 30),
  [`max-uploaded-${what}`]: whole(1, 30),
  enabled: flag,
  visible: flag,
  "error-message": { kinds: ["string", "map"], dynamic: true },
});

const mimeTypes = [
  "application/gzip",
  "application/msword",
  "application/pdf",
  "application/vnd.ms-excel",
  "application/vnd.ms-powerpoint",
  "application/vnd.oasis.opendocument.presentation",
  "application/vnd.oasis.opendocument.spreadsheet",
  "application/vnd.oasis.opendocument.text",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/x-7z-compressed",
  "application/zip",
  "image/avif",
  "image/gif",
  "image/heic",
  "image/heif",
  "image/jpeg",
  "image/png",
  "image/tiff",
  "image/webp",
  "text/plain",
  "video/mp4",
  "video/mpeg",
];

const reference = "WhatsApp reference 1.7";

export const components: Readonly<Record<string, ComponentDefinition>> = {
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
  TextInput: {
    input: true,
    ...inBranches,
    source: `${reference}, TextInput`,
    properties: {
      label: text(20, required),
      "label-variant": largeLabel,
      "input-type": oneOf("text", "number", "email", "password", "passcode", "phone"),
      pattern: { kinds: ["string"], format: "regex", dynamic: true, since: "6.2" },
      "min-chars": length,
      "max-chars": length,
      "helper-text": text(80),
      name,
      "init-value": text(undefined),
      "error-message": text(30),
      ...inputFlags,
    },
  },
  TextArea: {
    input: true,
    ...inBranches,
    source: `${reference}, TextArea`,
    properties: {
      label: text(20, required),
      "label-variant": largeLabel,
      "max-length": length,
      "helper-text": text(80),
      name,
      "init-value": text(undefined),
      "error-message": text(undefined),
      ...inputFlags,
    },
  },
  CheckboxGroup: {
    input: true,
    ...inBranches,
    source: `${reference}, CheckboxGroup and RadioButtonsGroup`,
    properties: { ...choiceGroup, ...selectedItems, "init-value": idList },
  },
  RadioButtonsGroup: {
    input: true,
    ...inBranches,
    source: `${reference}, CheckboxGroup and RadioButtonsGroup`,
    properties: { ...choiceGroup, "init-value": text(undefined) },
  },
  Dropdown: {
    input: true,
    ...inBranches,
    source: `${reference}, Dropdown`,
    properties: {
      label: text(20, { ...required, source: conflict("20 or 30") }),
      name,
      "data-source": options(1, 200, "Option"),
      ...inputFlags,
      ...listActions,
      "init-value": text(undefined),
      "error-message": text(undefined),
    },
  },
  ChipsSelector: {
    since: "6.3",
    input: true,
    inIf: "7.1",
    inSwitch: "7.1",
    source: `${reference}, ChipsSelector`,
    properties: {
      label: text(80, required),
      name,
      description: text(300),
      "data-source": options(2, 20, "Chip"),
      ...selectedItems,
      ...inputFlags,
      "init-value": idList,
      "error-message": text(undefined),
      "on-select-action": action(dataExchange, { ...updateData, since: "7.1" }),
      "on-unselect-action": { ...action({ ...updateData, since: "7.1" }), since: "7.1" },
    },
  },
  DatePicker: {
    input: true,
    ...inBranches,
    source: `${reference}, DatePicker`,
    properties: {
      label: text(40, required),
      name,
      ...dates,
      "helper-text": text(80),
      "error-message": text(80),
      ...inputFlags,
      "init-value": { kinds: ["date"], dynamic: true },
      "on-select-action": action(dataExchange),
    },
  },
  CalendarPicker: {
    since: "6.1",
    input: true,
    source: `${reference}, CalendarPicker`,
    properties: {
      name,
      mode: oneOf("single", "range"),
      label: { kinds: ["string", "object"], shape: "RangeText", required: true, max: 40, dynamic: true },
      title: text(80),
      description: text(300),
      "helper-text": { kinds: ["string", "object"], shape: "RangeText", max: 80, dynamic: true },
      "error-message": { kinds: ["string", "object"], shape: "RangeText", max: 80, dynamic: true },
      required: { kinds: ["boolean", "object"], shape: "RangeFlags", dynamic: true },
      "init-value": { kinds: ["date", "object"], shape: "RangeDates", dynamic: true },
      ...dates,
      "include-days": {
        kinds: ["strings"],
        enum: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        dynamic: true,
      },
      "min-days": whole(0),
      "max-days": whole(0),
      enabled: flag,
      visible: flag,
      "on-select-action": action(dataExchange),
    },
  },
  Footer: {
    ...inBranches,
    source: `${reference}, Footer`,
    properties: {
      label: text(35, required),
      "left-caption": text(15),
      "center-caption": text(15),
      "right-caption": text(15),
      enabled: flag,
      visible: flag,
      "on-click-action": { ...action(navigate, dataExchange, complete), required: true },
    },
  },
  OptIn: {
    input: true,
    ...inBranches,
    source: `${reference}, OptIn`,
    properties: {
      label: text(30, { ...required, source: conflict("120 or 30") }),
      name,
      required: flag,
      visible: flag,
      "init-value": flag,
      "on-click-action": action(dataExchange, navigate, openUrl),
      "on-select-action": { ...action(updateData), since: "6.0" },
      "on-unselect-action": { ...action(updateData), since: "6.0" },
    },
  },
  EmbeddedLink: {
    ...inBranches,
    source: `${reference}, EmbeddedLink`,
    properties: {
      text: text(25, { ...required, source: conflict("25 or 35") }),
      "on-click-action": { ...action(dataExchange, navigate, openUrl), required: true },
      visible: flag,
    },
  },
  Image: {
    ...inBranches,
    source: `${reference}, Image`,
    properties: {
      src: text(undefined, { ...required, format: "base64" }),
      width: whole(1),
      height: whole(1),
      "scale-type": oneOf("contain", "cover"),
      "aspect-ratio": { kinds: ["number"], dynamic: true },
      "alt-text": text(undefined),
      visible: flag,
    },
  },
  ImageCarousel: {
    since: "7.1",
    source: `${reference}, ImageCarousel`,
    properties: {
      images: { kinds: ["list"], required: true, min: 1, max: 3, shape: "CarouselImage", dynamic: true },
      "aspect-ratio": oneOf("4:3", "16:9"),
      "scale-type": oneOf("contain", "cover"),
      visible: flag,
    },
  },
  NavigationList: {
    since: "6.2",
    source: `${reference}, NavigationList`,
    properties: {
      name,
      "list-items": options(1, 20, "NavigationItem"),
      label: text(80),
      description: text(300),
      "media-size": oneOf("regular", "large"),
      "on-click-action": action(navigate, dataExchange),
      visible: flag,
    },
  },
  PhotoPicker: {
    input: true,
    source: `${reference}, PhotoPicker and DocumentPicker`,
    properties: { ...picker("photos"), "photo-source": oneOf("camera_gallery", "camera", "gallery") },
  },
  DocumentPicker: {
    input: true,
    source: `${reference}, PhotoPicker and DocumentPicker`,
    properties: {
      ...picker("documents"),
      "allowed-mime-types": { kinds: ["strings"], enum: mimeTypes, min: 1, dynamic: true },
    },
  },
  If: {
    inIf: "4.0",
    source: `${reference}, If`,
    properties: {
      condition: { kinds: ["condition"], required: true },
      // biome-ignore lint/suspicious/noThenProperty: the key is Meta's
      then: { kinds: ["components"], required: true, min: 1 },
      else: { kinds: ["components"] },
    },
  },
  Switch: {
    inIf: "4.0",
    source: `${reference}, Switch`,
    properties: {
      value: { kinds: ["reference"], required: true },
      cases: { kinds: ["cases"], required: true, min: 1 },
    },
  },
  Form: {
    source: `${reference}, Form`,
    properties: {
      name,
      children: { kinds: ["components"], required: true },
      "init-values": { kinds: ["map"], dynamic: true },
      "error-messages": { kinds: ["map"], dynamic: true },
    },
  },
};
