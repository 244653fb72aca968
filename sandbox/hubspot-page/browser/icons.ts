/** Pictures of the page's own, in lines: HubSpot's icons are HubSpot's. */
import { ICONS, icon } from "../../../phone/screen/index.ts";

const extra: Readonly<Record<string, string>> = {
  lock: "M7 11V8a5 5 0 0 1 10 0v3M6 11h12v9H6zM12 14.5v2.5",
  warning: "M12 8v5M12 16.2v.3M12 3.5l9.2 16.5H2.8z",
  illustration: "M5 5h14v10H11l-4 4v-4H5zM8.5 9h7M8.5 12h4",
  search: "M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5L20 20",
  add: "M12 5v14M5 12h14",
  remove: "M5 12h14",
  delete: "M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5",
  edit: "M5 19l1-4L16 5l3 3L9 18zM14 7l3 3",
  refresh: "M19 6v5h-5M18.4 11A7 7 0 1 0 19 15",
  link: "M10 14l4-4M8.5 11.5l-2 2a3.5 3.5 0 0 0 5 5l2-2M15.5 12.5l2-2a3.5 3.5 0 0 0-5-5l-2 2",
  copy: "M9 9h10v11H9zM15 9V5H5v11h4",
  contact: "M12 5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM5 20a7 7 0 0 1 14 0",
  view: "M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6zM12 9.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5z",
  settings:
    "M12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.1 2.1M16.3 16.3l2.1 2.1M5.6 18.4l2.1-2.1M16.3 7.7l2.1-2.1",
  info: "M12 11v5.5M12 7.6v.3M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17z",
};

/** HubSpot's names that mean one of the pictures. */
const same: Readonly<Record<string, string>> = {
  success: "check",
  exclamation: "warning",
  exclamationCircle: "info",
  questionCircle: "info",
  question: "info",
  left: "back",
  right: "forward",
  downCarat: "down",
  upCarat: "down",
  trash: "delete",
  key: "lock",
  locked: "lock",
  clock: "ended",
  delay: "ended",
  date: "ended",
  forms: "form",
  file: "form",
  filledXCircleIcon: "close",
  send: "send",
  email: "send",
  sms: "illustration",
  comment: "illustration",
  messages: "illustration",
  generateChart: "view",
  externalLink: "external",
  openInNewWindow: "external",
  gear: "settings",
  person: "contact",
  people: "contact",
  callTranscript: "form",
  mobile: "contact",
};

const pictures: Readonly<Record<string, string>> = { ...ICONS, ...extra };

export function drawIcon(name: string, unknown: () => void = () => undefined): SVGSVGElement {
  const paths = pictures[same[name] ?? name];
  if (paths === undefined) unknown();
  return icon(paths ?? "M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16z");
}
