/** Secrets by what they are called, planted so that a search for them tells where they went. */
// @ts-nocheck

export type Canaries = Readonly<Record<string, string>>;

/** What may have taken a secret in, by name: files, outputs, errors. */
export type Places = Readonly<Record<string, string>>;

/**
 * Where the canaries are, as "secret in place, in base64"; an empty list where they are nowhere. A canary is looked for as
 * it is, in JSON, in a URL, and in base64, whatever stands around it.
 */
export function findCanaries(canaries: Canaries, places: Places): string[] {
  const forms = Object.entries(canaries).flatMap(([secret, text]) => {
    if (text.length < 8) throw new Error(`The canary '${secret}' could be found anywhere.`);
    return listForms(text).map(([form, spelled]) => ({ secret, form, spelled }));
  });
  return Object.entries(places).flatMap(([place, text]) =>
    forms
      .filter(({ spelled }) => text.includes(spelled))
      .map(({ secret, form }) => `${secret} in ${place}, ${form}`),
  );
}

function listForms(text: string): [form: string, spelled: string][] {
  const base64 = [0, 1, 2].map((offset) => encodeWithin(text, offset));
  return [
    ["as it is", text],
    ["in JSON", JSON.stringify(text).slice(1, -1)],
    ["in a URL", encodeURIComponent(text)],
    ["in a form", new URLSearchParams({ "": text }).toString().slice(1)],
    ...base64.map((spelled): [string, string] => ["in base64", spelled]),
    ...base64.map((spelled): [string, string] => [
      "in base64url",
      spelled.replaceAll("+", "-").replaceAll("/", "_"),
    ]),
    ["in hexadecimal digits", Buffer.from(text).toString("hex")],
  ];
}

/** The middle of a text's base64, that stays the same whatever stands before and behind, at this offset. */
function encodeWithin(text: string, offset: number): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(text)]);
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString("base64");
  return offset === 0 ? whole : whole.slice(4);
}

/** A line from the middle of a PEM, which is of the key where the key comes first. */
export function pickKeyLine(pem: string): string {
  const lines = pem.slice(pem.indexOf("PRIVATE KEY-----")).split("\n");
  return lines[8] ?? "";
}
