/** The calls of qrcode that are used here; the package brings no types. */
declare module "qrcode" {
  interface Look {
    /** In modules, four by the standard. */
    readonly margin: number;
    readonly errorCorrectionLevel: "M";
  }
  /** A PNG as a `data:` address. `width`: in pixels. */
  export function toDataURL(text: string, options: Look & { width: number }): Promise<string>;
  /** SVG text. */
  export function toString(text: string, options: Look & { type: "svg" }): Promise<string>;
}
