/** The two calls of pngjs that the pictures need; the package brings no types. */
declare module "pngjs" {
  export class PNG {
    constructor(options: { width: number; height: number });
    readonly width: number;
    readonly height: number;
    readonly data: Buffer;
    static readonly sync: {
      read(file: Buffer): PNG;
      write(picture: PNG, options?: { deflateLevel?: number }): Buffer;
    };
  }
}
