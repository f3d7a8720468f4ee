import messages from "@pulumi/pulumi/proto/provider_pb.js";
import { isGuid, normalizeGuid, type Values } from "../domain/values.js";
import { findSettingProblems, readSettingText } from "../graph/settings.js";
import { configurableSettings } from "../graph/settingsTable.js";
import { toCheckFailure, toDiff } from "./answers.js";
import { findChanges } from "./findChanges.js";
import type { Instance } from "./instance.js";
import { readProperties, writeProperties } from "./properties.js";

export function checkConfig(_: Instance, request: messages.CheckRequest) {
  const { values } = readProperties(request.getNews());
  const isDefault = /::default(_\d+)*$/.test(request.getUrn());
  return new messages.CheckResponse()
    .setInputs(writeProperties(values))
    .setFailuresList(findSettingProblems(values, isDefault).map(toCheckFailure));
}

export function diffConfig(_: Instance, request: messages.DiffRequest) {
  const { values: olds } = readProperties(request.getOldInputs() ?? request.getOlds());
  const { values: news } = readProperties(request.getNews());
  const changes = findChanges(textsOf(olds), textsOf(news), configurableSettings);
  const replaces = isOtherTenant(olds["tenantId"], news["tenantId"]) ? ["tenantId"] : [];
  return toDiff(changes, replaces, changes.size === 0);
}

function textsOf(values: Values): Values {
  return Object.fromEntries(
    configurableSettings.map((name) => [name, readSettingText(values[name])]),
  );
}

/**
 * Only ids prove it: a domain may name the same tenant, whose sets a replacement would empty. An unknown id counts as
 * another.
 */
function isOtherTenant(former: unknown, present: unknown): boolean {
  if (!isGuid(former) || !isGuid(present)) return false;
  return normalizeGuid(String(former)) !== normalizeGuid(String(present));
}

export function configure(instance: Instance, request: messages.ConfigureRequest) {
  instance.configure(readProperties(request.getArgs()).values);
  return new messages.ConfigureResponse().setAcceptsecrets(true).setSupportspreview(true);
}
