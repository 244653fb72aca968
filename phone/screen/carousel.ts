/** ImageCarousel: one picture at a time, with buttons, arrow keys and a swipe to the others. */
import type { CarouselView, PhoneWords } from "../index.ts";
import { button, el, ICONS, icon, set } from "./dom.ts";
import { type Piece, redrawn } from "./pieces.ts";
import { dataAddress } from "./texts.ts";

/** How far a finger has to move, in pixels. */
const SWIPE = 40;

export function carouselPiece(words: PhoneWords): Piece<CarouselView> {
  const element = el("section", {
    class: "carousel",
    "aria-roledescription": "carousel",
    "aria-label": words.pictures,
  });
  return redrawn(element, (carousel) => drawCarousel(carousel, words));
}

function drawCarousel({ images, fit, aspectRatio }: CarouselView, words: PhoneWords): HTMLElement[] {
  const slides = images.map(({ src, alt }, place) => {
    // Dragging the picture itself would end the swipe.
    const picture = el("img", { src: dataAddress(src), alt, draggable: "false" });
    picture.style.objectFit = fit;
    const label = words.picture(place + 1, images.length);
    return el("div", { class: "slide", role: "group", "aria-roledescription": "slide", "aria-label": label }, picture);
  });
  const stage = el("div", { class: "slides", "data-ratio": aspectRatio, "aria-live": "polite" }, ...slides);
  const dots = images.map(() => el("span", { class: "dot" }));
  let at = 0;
  const show = (place: number): void => {
    at = Math.min(Math.max(place, 0), images.length - 1);
    for (const [index, slide] of slides.entries()) slide.hidden = index !== at;
    for (const [index, dot] of dots.entries()) set(dot, { "data-here": index === at });
    // Not `disabled`: the keyboard would lose its place.
    set(back, { "aria-disabled": String(at === 0) });
    set(forward, { "aria-disabled": String(at === images.length - 1) });
  };
  const back = button({ class: "round", "aria-label": words.previousPicture }, () => show(at - 1), icon(ICONS.back));
  const forward = button({ class: "round", "aria-label": words.nextPicture }, () => show(at + 1), icon(ICONS.forward));
  const bar = el(
    "div",
    { class: "slide-bar" },
    back,
    el("span", { class: "dots", "aria-hidden": "true" }, ...dots),
    forward,
  );
  bar.addEventListener("keydown", ({ key }) => {
    if (key === "ArrowLeft") show(at - 1);
    if (key === "ArrowRight") show(at + 1);
  });
  let from = 0;
  stage.addEventListener("pointerdown", ({ clientX }) => {
    from = clientX;
  });
  stage.addEventListener("pointerup", ({ clientX }) => {
    if (Math.abs(clientX - from) > SWIPE) show(clientX < from ? at + 1 : at - 1);
  });
  show(0);
  return images.length > 1 ? [stage, bar] : [stage];
}
