/** HubSpot's alerts in the corner, and its window for another page. */
import { button, el } from "../../../phone/screen/index.ts";
import type { AlertContent, IframeModal } from "./host-api.ts";
import { WORDS } from "./words.ts";

let place: HTMLElement | undefined;

/** An alert stays until it is closed: nobody has to read it in time. */
export function showAlert({ type = "info", title, message }: AlertContent): void {
  const words = el("div", { class: "notice-words" });
  if (title) words.append(el("strong", {}, title));
  words.append(el("span", {}, message));
  const close = button({ class: "bare", "aria-label": WORDS.close }, () => notice.remove(), "×");
  const notice = el("div", { class: "notice", "data-type": type }, words, close);
  place ??= el("div", { class: "notices", role: "status" });
  if (!place.isConnected) document.body.append(place);
  place.append(notice);
}

/**
 * The page in the frame closes the window by posting `{"action":"DONE"}` or `{"action":"CANCEL"}` as JSON
 * (HubSpot reference 2.4).
 *
 * @param address the page, where it is on this machine
 */
export function openIframe(address: string, { width, height, title = "" }: IframeModal, onClose: () => void): void {
  const frame = el("iframe", { src: address, title: title || address });
  frame.style.height = `${height}px`;
  const close = button({ class: "bare dialog-close", "aria-label": WORDS.close }, () => end(), "×");
  const head = el("div", { class: "dialog-head" }, el("h2", { class: "dialog-title" }, title), close);
  const dialog = el(
    "dialog",
    { class: "dialog dialog-modal dialog-frame", "aria-label": title || WORDS.standIn },
    head,
    frame,
  );
  dialog.style.width = `min(${width + 2}px, 100vw - 24px)`;
  const hear = ({ source, data }: MessageEvent) => {
    if (source === frame.contentWindow && isEnd(data)) end();
  };
  const end = () => {
    removeEventListener("message", hear);
    dialog.remove();
    onClose();
  };
  addEventListener("message", hear);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    end();
  });
  document.body.append(dialog);
  dialog.showModal();
}

function isEnd(data: unknown): boolean {
  try {
    const said: unknown = typeof data === "string" ? JSON.parse(data) : data;
    const action = typeof said === "object" && said !== null && "action" in said ? said.action : undefined;
    return action === "DONE" || action === "CANCEL";
  } catch {
    return false;
  }
}
