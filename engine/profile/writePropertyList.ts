/** A value as it is written into a property list. */
export type PlainValue = string | number | boolean | Date | Uint8Array | PlainValue[] | PlainDict;

interface PlainDict {
  [key: string]: PlainValue;
}

/** Writes an XML property list as Apple's tools do. Properties that are undefined are left out. */
export function writePropertyList(root: Record<string, PlainValue | undefined>): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    '<plist version="1.0">',
    writeDict(root),
    "</plist>",
    "",
  ].join("\n");
}

function writeDict(dict: Record<string, PlainValue | undefined>): string {
  const lines = Object.entries(dict).flatMap(([key, value]) =>
    value === undefined ? [] : [`<key>${escapeText(key)}</key>`, writeValue(value)],
  );
  return ["<dict>", ...lines, "</dict>"].join("\n");
}

function writeValue(value: PlainValue): string {
  if (typeof value === "string") return `<string>${escapeText(value)}</string>`;
  if (typeof value === "boolean") return `<${String(value)}/>`;
  if (typeof value === "number")
    return Number.isInteger(value) ? `<integer>${value}</integer>` : `<real>${value}</real>`;
  if (value instanceof Date) return `<date>${value.toISOString().slice(0, 19)}Z</date>`;
  if (value instanceof Uint8Array) return `<data>${Buffer.from(value).toString("base64")}</data>`;
  if (Array.isArray(value)) return ["<array>", ...value.map(writeValue), "</array>"].join("\n");
  return writeDict(value);
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
