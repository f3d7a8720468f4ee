import type { Mode } from "pulumi-intune-provisioning";
import { notKnownYet, readProperty, type Properties } from "./readProperty.js";

/** The mode of a set; left out, it is authoritative. */
export function readMode(properties: Properties): Mode | typeof notKnownYet | "unreadable" {
  const mode = readProperty(properties, "mode") ?? "authoritative";
  return mode === "authoritative" || mode === "additive" || mode === notKnownYet
    ? mode
    : "unreadable";
}
