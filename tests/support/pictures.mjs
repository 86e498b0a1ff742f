// Pictures made for tests, and what the head of one says.
import { crc32, deflateSync } from "node:zlib";

function crc(bytes) {
  if (crc32) return crc32(bytes);
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

function chunk(type, data) {
  const length = Buffer.alloc(4), sum = Buffer.alloc(4), body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc(body));
  return Buffer.concat([length, body, sum]);
}

// A PNG of `width` × `height` whose pixels are colour(x, y) = [r, g, b]; `says` lies about the size.
export function png(width, height, colour, { says = [width, height] } = {}) {
  const head = Buffer.alloc(13), rows = Buffer.alloc(height * (1 + 3 * width));
  head.writeUInt32BE(says[0], 0);
  head.writeUInt32BE(says[1], 4);
  head.set([8, 2, 0, 0, 0], 8);
  if (colour)
    for (let y = 0; y < height; y++)
      for (let x = 0; x < width; x++) rows.set(colour(x, y), y * (1 + 3 * width) + 1 + 3 * x);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), chunk("IHDR", head), chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

// { type, width, height } of what zubi makes.
export function sizeOf(bytes) {
  if (bytes.readUInt16BE(0) === 0xffd8)
    for (let at = 2; at < bytes.length; at += 2 + bytes.readUInt16BE(at + 2)) {
      const marker = bytes[at + 1];
      if (marker >= 0xc0 && marker <= 0xc2)
        return { type: "image/jpeg", height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    }
  if (bytes.toString("latin1", 8, 12) === "WEBP") {
    const kind = bytes.toString("latin1", 12, 16);
    if (kind === "VP8X") return { type: "image/webp", width: 1 + bytes.readUIntLE(24, 3), height: 1 + bytes.readUIntLE(27, 3) };
    return { type: "image/webp", width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
  }
  const at = bytes.indexOf("ispe");
  return { type: "image/avif", width: bytes.readUInt32BE(at + 8), height: bytes.readUInt32BE(at + 12) };
}

// A JPEG with what cameras and agencies write into one: where it was taken, and whose it is.
export function withMetadata(jpeg, { place, credit }) {
  const segment = (marker, body) => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(body.length + 2, 2);
    return Buffer.concat([head, body]);
  };
  const dataset = (number, text) => Buffer.concat([Buffer.from([0x1c, 2, number, 0, Buffer.byteLength(text)]), Buffer.from(text)]);
  const iim = Buffer.concat([dataset(90, place), dataset(110, credit)]);
  const padded = iim.length % 2 ? Buffer.concat([iim, Buffer.alloc(1)]) : iim;
  const size = Buffer.alloc(4);
  size.writeUInt32BE(iim.length);
  const photoshop = Buffer.concat([Buffer.from("Photoshop 3.0\x008BIM\x04\x04\0\0", "latin1"), size, padded]);
  const xmp = Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
    xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
    photoshop:City="${place}"/></rdf:RDF></x:xmpmeta>`);
  return Buffer.concat([jpeg.subarray(0, 2), segment(0xe1, xmp), segment(0xed, photoshop), jpeg.subarray(2)]);
}
