/** What the stand-in knows of each component (WhatsApp reference 1.7): obligatory keys, text limits, counts. */

export interface ComponentRule {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Longest static text per key, in UTF-16 units. */
  readonly limits?: Readonly<Record<string, number>>;
  /** How many options `data-source` may hold, when static. */
  readonly options?: readonly [min: number, max: number];
  /** How many may stand on one screen, and the error when there are more. */
  readonly perScreen?: readonly [max: number, error: string];
  readonly isInput?: true;
  readonly actions?: readonly string[];
}

const input = ["required", "enabled", "visible", "init-value", "error-message"];
const select = ["on-select-action", "on-unselect-action"];
const styled = ["font-weight", "strikethrough", "markdown", "visible"];
const calendar = ["min-date", "max-date", "unavailable-dates", "helper-text", "on-select-action"];
const picker = ["description", "max-file-size-kb", "enabled", "visible", "error-message"];

export const COMPONENTS: Readonly<Record<string, ComponentRule>> = {
  TextHeading: { required: ["text"], optional: ["visible"], limits: { text: 80 } },
  TextSubheading: { required: ["text"], optional: ["visible"], limits: { text: 80 } },
  TextBody: { required: ["text"], optional: styled, limits: { text: 4096 } },
  TextCaption: { required: ["text"], optional: styled, limits: { text: 409 } },
  RichText: { required: ["text"], optional: ["visible"] },
  TextInput: {
    required: ["label", "name"],
    optional: [...input, "label-variant", "input-type", "pattern", "min-chars", "max-chars", "helper-text"],
    limits: { label: 20, "helper-text": 80, "error-message": 30 },
    isInput: true,
  },
  TextArea: {
    required: ["label", "name"],
    optional: [...input, "label-variant", "max-length", "helper-text"],
    limits: { label: 20, "helper-text": 80 },
    isInput: true,
  },
  RadioButtonsGroup: {
    required: ["label", "name", "data-source"],
    optional: [...input, ...select, "description", "media-size"],
    limits: { label: 30, description: 300 },
    options: [1, 20],
    isInput: true,
  },
  CheckboxGroup: {
    required: ["label", "name", "data-source"],
    optional: [...input, ...select, "description", "media-size", "min-selected-items", "max-selected-items"],
    limits: { label: 30, description: 300 },
    options: [1, 20],
    isInput: true,
  },
  ChipsSelector: {
    required: ["label", "name", "data-source"],
    optional: [...input, ...select, "description", "min-selected-items", "max-selected-items"],
    limits: { label: 80, description: 300 },
    options: [2, 20],
    isInput: true,
  },
  Dropdown: {
    required: ["label", "name", "data-source"],
    optional: [...input, ...select],
    limits: { label: 20 },
    options: [1, 200],
    isInput: true,
  },
  DatePicker: {
    required: ["label", "name"],
    optional: [...input, ...calendar],
    limits: { label: 40, "helper-text": 80, "error-message": 80 },
    isInput: true,
  },
  CalendarPicker: {
    required: ["label", "name"],
    optional: [...input, ...calendar, "title", "description", "mode", "include-days", "min-days", "max-days"],
    limits: { label: 40, title: 80, description: 300 },
    isInput: true,
  },
  OptIn: {
    required: ["label", "name"],
    optional: [...input, ...select, "on-click-action"],
    limits: { label: 120 },
    perScreen: [5, "MAX_OPT_IN_PER_SCREEN"],
    isInput: true,
    actions: ["data_exchange", "navigate", "open_url"],
  },
  EmbeddedLink: {
    required: ["text", "on-click-action"],
    optional: ["visible"],
    limits: { text: 25 },
    perScreen: [2, "MAX_EMBEDDED_LINK_PER_SCREEN"],
    actions: ["data_exchange", "navigate", "open_url"],
  },
  Image: {
    required: ["src"],
    optional: ["width", "height", "scale-type", "aspect-ratio", "alt-text", "visible"],
    perScreen: [3, "MAX_IMAGE_PER_SCREEN"],
  },
  ImageCarousel: { required: ["images"], optional: ["aspect-ratio", "scale-type", "visible"] },
  NavigationList: {
    required: ["name", "list-items"],
    optional: ["label", "description", "media-size", "on-click-action", "visible"],
    actions: ["navigate", "data_exchange"],
  },
  PhotoPicker: {
    required: ["label", "name"],
    optional: [...picker, "photo-source", "min-uploaded-photos", "max-uploaded-photos"],
    limits: { label: 80, description: 300 },
    perScreen: [1, "INVALID_PROPERTY_VALUE"],
    isInput: true,
  },
  DocumentPicker: {
    required: ["label", "name"],
    optional: [...picker, "min-uploaded-documents", "max-uploaded-documents", "allowed-mime-types"],
    limits: { label: 80, description: 300 },
    perScreen: [1, "INVALID_PROPERTY_VALUE"],
    isInput: true,
  },
  Footer: {
    required: ["label", "on-click-action"],
    optional: ["left-caption", "center-caption", "right-caption", "enabled", "visible"],
    limits: { label: 35, "left-caption": 15, "center-caption": 15, "right-caption": 15 },
    actions: ["navigate", "data_exchange", "complete"],
  },
  If: { required: ["condition", "then"], optional: ["else", "visible"] },
  Switch: { required: ["value", "cases"], optional: ["visible"] },
  Form: { required: ["name", "children"], optional: ["init-values", "error-messages"] },
};

export const SCREEN_KEYS = ["id", "title", "data", "terminal", "success", "refresh_on_back", "sensitive", "layout"];
export const FLOW_KEYS = ["version", "data_api_version", "routing_model", "screens"];

/** `active` publishes; `frozen` still uploads and sends; every other version is refused on upload (reference 1.1). */
export const FLOW_JSON_VERSIONS = {
  active: ["5.1", "6.0", "6.1", "6.2", "6.3", "7.0", "7.1", "7.2", "7.3"],
  frozen: ["4.0", "5.0"],
};
export const DATA_API_VERSIONS = ["3.0", "4.0"];
