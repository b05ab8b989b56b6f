import "server-only";

/** Image formats without scripts. */
const RASTER = new Set(["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"]);

/** The type of an image that is safe to show. Undefined: not an image. */
export function rasterType(contentType: string): string | undefined {
  const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
  return RASTER.has(type) ? type : undefined;
}
