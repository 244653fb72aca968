/** The calls of qrcode that are used here; the package brings no types. */
declare module "qrcode" {
  interface Look {
    /** In modules, four by the standard. */
    readonly margin: number;
    readonly errorCorrectionLevel: "M";
  }
  interface Modules {
    /** A side, in modules. */
    readonly size: number;
    /** 1: dark. */
    get(row: number, column: number): number;
  }
  export function create(text: string, options: { errorCorrectionLevel: "M" }): { readonly modules: Modules };
  /** A PNG as a `data:` address. `width`: in pixels. */
  export function toDataURL(text: string, options: Look & { width: number }): Promise<string>;
  /** SVG text. */
  function svgOf(text: string, options: Look & { type: "svg" }): Promise<string>;

  export { svgOf as toString };
}
