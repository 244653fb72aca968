/** The content of one screen of a Flow, between its title and its button. */
import type { Block, LinkView, PhoneView } from "../index.ts";
import { carouselPiece } from "./carousel.ts";
import { choicePiece } from "./choice-field.ts";
import { el } from "./dom.ts";
import { dropdownPiece } from "./dropdown-field.ts";
import type { InputActions, ShownInput } from "./field.ts";
import { filePiece } from "./file-field.ts";
import { navigationPiece } from "./navigation.ts";
import { type Doings, noticeFor } from "./notices.ts";
import { optInPiece } from "./opt-in.ts";
import { type Piece, PieceList, redrawn } from "./pieces.ts";
import { datePiece, rangePiece, textPieceOf } from "./text-field.ts";
import { drawLink, imagePiece, textPiece } from "./texts.ts";

/** A block, with what is to be said about its input now. */
interface ShownBlock {
  readonly block: Block;
  readonly notice?: string;
}

/** Made anew for every screen; updated while the person types. */
export class ScreenContent {
  readonly element = el("div", { class: "blocks" });
  readonly #list: PieceList<ShownBlock>;

  constructor(actions: InputActions) {
    this.#list = new PieceList(this.element, ({ block }) => makePiece(block, actions));
  }

  show(view: PhoneView, doings: Doings): void {
    const seen = new Map<string, number>();
    this.#list.show(
      view.blocks.map((block): [string, ShownBlock] => {
        const kind = keyOf(block);
        const place = (seen.get(kind) ?? 0) + 1;
        seen.set(kind, place);
        const notice = block.kind === "input" ? noticeFor(block.input, doings) : undefined;
        return [`${kind} ${place}`, { block, ...(notice !== undefined && { notice }) }];
      }),
    );
  }

  /** Moves the focus to the first of these inputs. */
  focusInput(names: readonly string[]): void {
    for (const field of this.element.querySelectorAll<HTMLElement>("[data-input]")) {
      if (!names.includes(field.dataset["input"] ?? "")) continue;
      field.querySelector<HTMLElement>("input:not([disabled]), textarea, button")?.focus();
      return;
    }
  }
}

function keyOf(block: Block): string {
  if (block.kind === "input") return `${block.input.type} ${block.input.name}`;
  return block.kind === "text" ? `text ${block.style}` : block.kind;
}

function makePiece(first: Block, actions: InputActions): Piece<ShownBlock> {
  switch (first.kind) {
    case "text":
      return of(textPiece(first), ({ block }) => (block.kind === "text" ? block : undefined));
    case "image":
      return of(imagePiece(), ({ block }) => (block.kind === "image" ? block.image : undefined));
    case "carousel":
      return of(carouselPiece(actions.words), ({ block }) => (block.kind === "carousel" ? block.carousel : undefined));
    case "navigation":
      return of(navigationPiece(actions), ({ block }) => (block.kind === "navigation" ? block.list : undefined));
    case "link": {
      const element = el("div", { class: "link-row" });
      const piece = redrawn<LinkView>(element, (link) => [drawLink(link, [link.label], actions)]);
      return of(piece, ({ block }) => (block.kind === "link" ? block.link : undefined));
    }
    case "input":
      return of(inputPiece({ input: first.input }, actions), shownInput);
  }
}

/** A piece for one kind of block, as a piece for any block. */
function of<Value>(piece: Piece<Value>, part: (shown: ShownBlock) => Value | undefined): Piece<ShownBlock> {
  return {
    element: piece.element,
    update: (shown) => {
      const value = part(shown);
      if (value !== undefined) piece.update(value);
    },
  };
}

function shownInput({ block, notice }: ShownBlock): ShownInput | undefined {
  if (block.kind !== "input") return undefined;
  return { input: block.input, ...(block.link && { link: block.link }), ...(notice !== undefined && { notice }) };
}

function inputPiece(first: ShownInput, actions: InputActions): Piece<ShownInput> {
  switch (first.input.type) {
    case "TextInput":
    case "TextArea":
      return textPieceOf(first, actions);
    case "RadioButtonsGroup":
    case "CheckboxGroup":
    case "ChipsSelector":
      return choicePiece(first, actions);
    case "Dropdown":
      return dropdownPiece(first, actions);
    case "DatePicker":
      return datePiece(first, actions);
    case "CalendarPicker":
      return first.input.ends ? rangePiece(first, actions) : datePiece(first, actions);
    case "PhotoPicker":
    case "DocumentPicker":
      return filePiece(first, actions);
    case "OptIn":
      return optInPiece(first, actions);
  }
}
