/** Makes a photo small enough to send; the camera's place and time stay behind with the original. */
const EDGE = 1600;
const QUALITY = 0.85;

/**
 * Give what to send and a small picture of it; the file itself, without a picture, where it is none.
 *
 * @param {File} file
 */
export async function prepared(file) {
  try {
    const whole = await createImageBitmap(file);
    const picture = drawn(whole, Math.min(1, 192 / Math.min(whole.width, whole.height)));
    const canvas = drawn(whole, Math.min(1, EDGE / Math.max(whole.width, whole.height)));
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    const name = file.name.replace(/\.\w+$/, ".jpg");
    return { picture, sending: blob && blob.size < file.size ? new File([blob], name, { type: blob.type }) : file };
  } catch {
    return { picture: null, sending: file };
  }
}

/**
 * @param {ImageBitmap} whole
 * @param {number} scale
 */
function drawn(whole, scale) {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.round(whole.width * scale), Math.round(whole.height * scale)];
  canvas.getContext("2d")?.drawImage(whole, 0, 0, canvas.width, canvas.height);
  return canvas;
}
