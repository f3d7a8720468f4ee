import type { ConfigurationInputs } from "./configuration.js";
import { isGuid, isInstant, listOf, omit, type Values } from "./values.js";
import {
  findProblems,
  findValueProblems,
  isFilledText,
  isGiven,
  mustBe,
  type Problem,
  type Rule,
} from "./problem.js";

const fileName = /^[^\\/]*[^\\/.][^\\/]*\.(?:mobileprovision|xml)$/i;
const tags = "the ids of Intune's scope tags";

const mustBeBoolean = mustBe("true or false", (value) => typeof value === "boolean");
const mustBeTag = mustBe(`a text: one of ${tags}`, isFilledText, `must be a text: one of ${tags}`);

const rules: Readonly<Record<keyof ConfigurationInputs, Rule>> = {
  displayName: mustBe(
    "a text that is not blank",
    isFilledText,
    "is required: the name that administrators see in Intune",
  ),
  description: mustBe("a text", (value) => typeof value === "string"),
  payload: mustBe(
    "the path of a .mobileprovision or .xml file, an asset, or the file's content in base64",
    isBase64,
    "is required: the provisioning profile, a .mobileprovision file",
  ),
  payloadFileName: mustBe(
    "a file's name without folder that ends in .mobileprovision or .xml, since Intune takes no other",
    (value) => typeof value === "string" && fileName.test(value),
    "is required: what Intune calls the file, such as field.mobileprovision, since payload names no file",
  ),
  expirationDateTime: mustBe(
    "a time such as 2027-03-31T00:00:00Z; leave it out to take the profile's",
    isInstant,
  ),
  roleScopeTagIds: mustBe(`a list: ${tags}`, Array.isArray),
  allowExpired: mustBeBoolean,
  deleteAssigned: mustBeBoolean,
  replaceOnRenewal: mustBeBoolean,
  adoptId: mustBe(
    "the id of an iosLobAppProvisioningConfiguration that is there already, a GUID",
    isGuid,
  ),
};

/** Also takes what check adds: the engine returns it under `ignoreChanges`. `hasProfile`: the payload is optional. */
export function findConfigurationProblems(inputs: Values, hasProfile: boolean): Problem[] {
  const given = omit(inputs, "payloadSha256", "profile");
  const payload: Rule = (value) =>
    hasProfile && !isGiven(value) ? undefined : rules.payload(value);
  const found = findProblems(given, { ...rules, payload }, "input of a configuration");
  // Report an unreadable payload once.
  const isReported =
    !isGiven(inputs["payloadFileName"]) && found.some(({ path }) => path === "payload");
  return [
    ...found.filter(({ path }) => path !== "payloadFileName" || !isReported),
    ...listOf(inputs["roleScopeTagIds"]).flatMap((tag, index) =>
      findValueProblems(tag, `roleScopeTagIds[${index}]`, mustBeTag),
    ),
  ];
}

/** Command lines add line breaks. */
function isBase64(value: unknown): boolean {
  return typeof value === "string" && /^[A-Za-z0-9+/]+={0,2}$/.test(value.replaceAll(/\s/g, ""));
}
