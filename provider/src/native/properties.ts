import struct, { type Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { isRecord, unknownValue, type Values } from "../domain/values.js";

export interface Properties {
  values: Values;
  /** Properties that are secret or hold a secret. */
  secrets: ReadonlySet<string>;
}

/** Marks values that JSON does not have. Source: Pulumi's `sdk/go/common/resource/sig`. */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** The engine sends one of these for an unknown value, by its type. */
const unknownValues: readonly string[] = [
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  unknownValue,
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
];

/** Assets stay objects with `path`, `text` or `uri`. */
export function readProperties(properties: Struct | undefined): Properties {
  const secrets = new Set<string>();
  const values = mapValues(properties?.toJavaScript() ?? {}, (value, name) =>
    readValue(value, () => secrets.add(name)),
  );
  return { values, secrets };
}

function readValue(value: unknown, markSecret: () => void): unknown {
  if (Array.isArray(value)) return value.map((each) => readValue(each, markSecret));
  if (!isRecord(value)) return unknownValues.includes(value as string) ? unknownValue : value;
  const object = mapValues(value, (each) => readValue(each, markSecret));
  const { [signatureKey]: signature, ...rest } = object;
  if (signature === undefined) return object;
  if (signature === secretSignature || rest["secret"] === true) markSecret();
  if (signature === secretSignature) return rest["value"] ?? null;
  if (signature === outputSignature) return "value" in rest ? rest["value"] : unknownValue;
  return rest;
}

/** Leaves out undefined. */
export function writeProperties(values: object, secrets: ReadonlySet<string> = new Set()): Struct {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  const marked = mapValues(Object.fromEntries(given), (value, name) =>
    secrets.has(name) ? { [signatureKey]: secretSignature, value } : value,
  );
  return struct.Struct.fromJavaScript(marked as Record<string, never>);
}

function mapValues(values: object, map: (value: unknown, name: string) => unknown) {
  return Object.fromEntries(Object.entries(values).map(([name, each]) => [name, map(each, name)]));
}
