/** PhotoPicker and DocumentPicker: a real file input that looks like a button, and the files below it, each with its way out. */
import { type FileLimits, type FormValue, type PhoneWords, type PickedFile, sizeOfFile } from "../index.ts";
import { button, el, ICONS, icon, newId, set } from "./dom.ts";
import { type InputActions, makeField, type ShownInput } from "./field.ts";
import { type Piece, redrawn } from "./pieces.ts";

export function filePiece(first: ShownInput, actions: InputActions): Piece<ShownInput> {
  const { name, type } = first.input;
  const photos = type === "PhotoPicker";
  const texts = actions.words;
  const id = newId("control");
  const words = el("span", { dir: "auto" });
  const control = el("input", { id, class: "file-input", type: "file" });
  // The input is there for the keyboard and the screen reader; the eye sees the button that it lies over.
  const add = el("div", { class: "file-add" }, icon(photos ? ICONS.photo : ICONS.attach), words, control);
  const rows = el("ul", { class: "files" });
  const field = makeField(first, { controlId: id, control: el("div", { class: "file-picker" }, add, rows) }, texts);
  let picked: readonly PickedFile[] = [];

  const put = (files: readonly PickedFile[]): void => actions.put(name, files);
  control.addEventListener("change", async () => {
    const added = await Promise.all([...(control.files ?? [])].map(read));
    // Empty again, so that the same file can be picked once more after it was taken away.
    control.value = "";
    if (added.length > 0) put([...picked, ...added]);
    actions.left(name);
    // Full: the button is gone, and the keyboard goes on at the newest file.
    if (add.hidden) rows.querySelector<HTMLElement>("li:last-child button")?.focus();
  });
  const list = redrawn<readonly { readonly name: string; readonly bytes: number }[]>(rows, (files) =>
    files.map(({ name: fileName, bytes }, place) => {
      const remove = () => {
        put(picked.filter((_, at) => at !== place));
        control.focus();
      };
      return el(
        "li",
        { class: "file" },
        icon(photos ? ICONS.photo : ICONS.form),
        el("span", { class: "file-name", dir: "auto" }, fileName),
        el("span", { class: "file-size" }, sizeOfFile(bytes, texts)),
        button({ class: "round", "aria-label": texts.removeFile(fileName) }, remove, icon(ICONS.close)),
      );
    }),
  );

  return {
    element: field.element,
    update: (shown) => {
      const { input, notice } = shown;
      const { most = 1, types = [], source } = input.limits.files ?? {};
      picked = filesIn(input.value);
      field.update(shown);
      words.textContent = picked.length > 0 ? texts.addAnother : addWords(source, texts);
      list.update(picked.map(({ name: fileName, bytes }) => ({ name: fileName, bytes: bytes.length })));
      rows.hidden = picked.length === 0;
      add.hidden = picked.length >= most;
      control.multiple = most > 1;
      control.disabled = !input.enabled;
      set(control, {
        // The camera at once; where there is none, browsers offer the files all the same.
        capture: source === "camera" ? "environment" : undefined,
        accept: types.length > 0 ? types.join(",") : undefined,
        "aria-describedby": field.describedBy,
        "aria-required": String(input.required),
        "aria-invalid": String(notice !== undefined),
      });
    },
  };
}

function addWords(source: FileLimits["source"], words: PhoneWords): string {
  if (source === undefined) return words.addFile;
  return source === "camera" ? words.takePhoto : words.addPhoto;
}

async function read(file: File): Promise<PickedFile> {
  return { name: file.name, type: file.type, bytes: new Uint8Array(await file.arrayBuffer()) };
}

function filesIn(value: FormValue): readonly PickedFile[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "object") : [];
}
