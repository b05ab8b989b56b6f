import "server-only";

/** Formats that a browser draws and that hold no script. */
const RASTER = new Set(["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"]);

/** The type of a picture that is harmless to draw. Undefined: it is none. */
export function rasterType(contentType: string): string | undefined {
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  return RASTER.has(type) ? type : undefined;
}
