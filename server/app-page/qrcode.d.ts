/** The one call of qrcode that is used here; the package brings no types. */
declare module "qrcode" {
  /** A PNG as a `data:` address. `width`: in pixels; `margin`: in modules, four by the standard. */
  export function toDataURL(
    text: string,
    options: { width: number; margin: number; errorCorrectionLevel: "M" },
  ): Promise<string>;
}
