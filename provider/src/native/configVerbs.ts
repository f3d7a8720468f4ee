import messages from "@pulumi/pulumi/proto/provider_pb.js";
import { findSettingProblems } from "../graph/findSettingProblems.js";
import { toCheckFailure, writeDiff } from "./answers.js";
import type { Instance } from "./instance.js";
import { readProperties, writeProperties } from "./properties.js";
import { compareConfig } from "./providerConfig.js";

export function checkConfig(request: messages.CheckRequest): messages.CheckResponse {
  const { values } = readProperties(request.getNews());
  const isDefault = /::default(_\d+)*$/.test(request.getUrn());
  const problems = findSettingProblems(values, isDefault);
  const response = new messages.CheckResponse();
  response.setInputs(writeProperties(values));
  response.setFailuresList(problems.map(toCheckFailure));
  return response;
}

export function diffConfig(request: messages.DiffRequest): messages.DiffResponse {
  const { values: olds } = readProperties(request.getOldInputs() ?? request.getOlds());
  const { values: news } = readProperties(request.getNews());
  const { changes, replaces } = compareConfig(olds, news);
  const response = new messages.DiffResponse();
  writeDiff(response, changes, replaces);
  const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
  response.setChanges(changes.size > 0 ? DIFF_SOME : DIFF_NONE);
  return response;
}

export function configure(
  instance: Instance,
  request: messages.ConfigureRequest,
): messages.ConfigureResponse {
  instance.configure(readProperties(request.getArgs()).values);
  const response = new messages.ConfigureResponse();
  response.setAcceptsecrets(true);
  response.setSupportspreview(true);
  return response;
}
