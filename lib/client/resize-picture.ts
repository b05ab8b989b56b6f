import { AppError } from "#lib/errors.ts";

const MOST_PIXELS = 800;
const QUALITY = 0.9;

/**
 * Redraws a picture, at most 800 pixels wide and high, without metadata such as the place. Throws an AppError
 * where the browser cannot draw it.
 */
export async function resizePicture(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file).catch((cause: unknown) => {
    throw new AppError("not_a_picture", {}, { cause });
  });
  const scale = Math.min(1, MOST_PIXELS / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  // Only these formats keep transparency.
  const type = ["image/png", "image/webp", "image/gif"].includes(file.type)
    ? "image/png"
    : "image/jpeg";
  const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, QUALITY));
  if (!made) throw new AppError("not_a_picture");
  return made;
}
