import messages from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import { quoteValue } from "../domain/problem.js";
import { isGuid, isUnknown, omit, pick, type Values } from "../domain/values.js";
import { IncompleteError, RefusedError } from "../handlers/handlers.js";
import { pointerName } from "../hosting/codec.js";
import { setNames } from "../hosting/recordedSet.js";
import { toCheckFailure, toDiff } from "./answers.js";
import { findChanges } from "./findChanges.js";
import type { Instance } from "./instance.js";
import type { Kind } from "./kinds.js";
import { readProperties } from "./properties.js";
import { findSubject, readRecorded, writeRecorded } from "./subject.js";

export async function check(instance: Instance, request: messages.CheckRequest) {
  const { kind, identity } = findSubject(instance, request.getUrn());
  const { values: olds } = readProperties(request.getOlds());
  const { values: raw, secrets } = readProperties(request.getNews());
  const hasSecret = setNames.some((name) => secrets.has(name));
  const news = omit(await kind.prepare(raw), pointerName);
  const { inputs, problems } = kind.hosted.check(olds, news, { ...identity, hasSecret });
  const isValid = problems.length === 0;
  if (isValid) instance.warn(identity.urn, kind.warn(inputs, raw));
  return new messages.CheckResponse()
    .setInputs(writeRecorded(kind, isValid ? inputs : raw, secrets))
    .setFailuresList(problems.map(toCheckFailure));
}

export function diff(instance: Instance, request: messages.DiffRequest) {
  const { kind, identity } = findSubject(instance, request.getUrn());
  const id = request.getId();
  const { values: olds } = readRecorded(kind, request.getOlds());
  const { values: news } = readRecorded(kind, request.getNews(), kind.requiredNames);
  const { changes, replaces } = kind.hosted.diff(id, olds, news, identity);
  // One update replaces the dynamic shell's labelled sets by lists, and removes its pointer.
  const { values: recorded } = readProperties(request.getOlds());
  const isTakenOver = pointerName in recorded;
  const former = isTakenOver ? recorded : kind.hosted.convertState(id, olds);
  const isOpen = changes === undefined || isTakenOver;
  const names = isOpen ? [...kind.comparedNames, pointerName] : [];
  return toDiff(findChanges(former, news, names), replaces, !isOpen && !changes);
}

export async function create(instance: Instance, request: messages.CreateRequest) {
  const { kind, identity } = findSubject(instance, request.getUrn());
  const { values, secrets } = readRecorded(kind, request.getProperties(), kind.requiredNames);
  const { id, state } = request.getPreview()
    ? preview(kind, values)
    : await keepingState(kind, secrets, () => kind.hosted.create(values, identity));
  return new messages.CreateResponse().setId(id).setProperties(writeRecorded(kind, state, secrets));
}

export async function update(instance: Instance, request: messages.UpdateRequest) {
  const { kind, identity } = findSubject(instance, request.getUrn());
  const { values: olds } = readRecorded(kind, request.getOlds());
  const { values: news, secrets } = readRecorded(kind, request.getNews(), kind.requiredNames);
  const id = request.getId();
  const state = request.getPreview()
    ? { ...preview(kind, news).state, ...pick(olds, ["createdDateTime"]) }
    : await keepingState(kind, secrets, () => kind.hosted.update(id, olds, news, identity));
  return new messages.UpdateResponse().setProperties(writeRecorded(kind, state, secrets));
}

function preview({ previewed }: Kind, inputs: Values): { id: string; state: Values } {
  const { state, omits, idName } = previewed;
  const id = inputs[idName];
  return {
    id: typeof id === "string" && !isUnknown(id) ? id : "",
    state: { ...state, ...omit(inputs, "isSecret", ...omits) },
  };
}

/** Sends a failure's state with the error. */
async function keepingState<T>(kind: Kind, secrets: ReadonlySet<string>, write: () => Promise<T>) {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof IncompleteError)) throw error;
    const state = kind.hosted.recordState(error.state as object);
    throw new IncompleteError(error.id, writeRecorded(kind, state, secrets), error.message);
  }
}

export async function remove(instance: Instance, request: messages.DeleteRequest) {
  const { kind, identity } = findSubject(instance, request.getUrn());
  const { values } = readRecorded(kind, request.getProperties());
  await kind.hosted.delete(request.getId(), values, identity);
  return new empty.Empty();
}

/** An empty id: the object is gone. */
export async function read(instance: Instance, request: messages.ReadRequest) {
  const { kind, identity } = findSubject(instance, request.getUrn());
  const { values: olds, secrets } = readRecorded(kind, request.getProperties());
  const { secrets: inputSecrets } = readProperties(request.getInputs());
  const id = request.getId();
  if (Object.keys(olds).length === 0 && !isGuid(id))
    throw new RefusedError(
      `Cannot read ${quoteValue(id)}: it is no GUID. Give the id of a configuration, as \`report --format json\` shows it.`,
    );
  const found = await kind.hosted.read(id, olds, identity);
  const response = new messages.ReadResponse();
  if (found === undefined) return response;
  return response
    .setId(id)
    .setProperties(writeRecorded(kind, found.state, secrets, inputSecrets))
    .setInputs(writeRecorded(kind, found.inputs, secrets, inputSecrets));
}
