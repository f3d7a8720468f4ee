import messages from "@pulumi/pulumi/proto/provider_pb.js";
import { IncompleteError } from "../handlers/errors.js";
import { toCheckFailure, writeDiff } from "./answers.js";
import { findChanges, type Change, type Changes } from "../domain/findChanges.js";
import type { Instance } from "./instance.js";
import type { Kind } from "./kinds.js";
import { pointerName } from "../hosting/codec.js";
import { setNames } from "../hosting/recordedSet.js";
import { PartialError } from "./nativeErrors.js";
import { omit } from "../domain/properties.js";
import { readProperties } from "./properties.js";
import { findSubject, readInputs, readRecorded, writeRecorded } from "./subject.js";

export async function check(
  instance: Instance,
  request: messages.CheckRequest,
): Promise<messages.CheckResponse> {
  const urn = request.getUrn();
  const { kind, identity } = findSubject(instance, urn);
  const olds = readProperties(request.getOlds()).values;
  const { values: raw, secrets } = readProperties(request.getNews());
  const news = omit(await kind.prepare(raw), pointerName);
  const hasSecret = setNames.some((name) => secrets.has(name));
  const { inputs, problems } = kind.hosted.check(
    olds,
    { ...news, ...(hasSecret && { hasSecret }) },
    identity,
  );
  const response = new messages.CheckResponse();
  response.setInputs(writeRecorded(kind, problems.length > 0 ? raw : inputs, secrets));
  response.setFailuresList(problems.map(toCheckFailure));
  if (problems.length === 0) instance.warn(urn, kind.warn(inputs, raw));
  return response;
}

export function diff(instance: Instance, request: messages.DiffRequest): messages.DiffResponse {
  const { kind, identity } = findSubject(instance, request.getUrn());
  const id = request.getId();
  const { values: olds } = readRecorded(kind, request.getOlds());
  const { values: news } = readInputs(kind, request.getNews());
  const { changes, replaces } = kind.hosted.diff(id, olds, news, identity);
  const response = new messages.DiffResponse();
  // One update puts lists in place of what the dynamic shell has recorded.
  const isTakenOver = request.getOlds()?.getFieldsMap().has(pointerName) === true;
  const isSame = changes === false && !isTakenOver;
  const former = kind.hosted.convertState(id, olds);
  const found =
    changes === undefined
      ? findChanges(former, news, kind.comparedNames)
      : new Map<string, Change>();
  writeDiff(response, isTakenOver ? nameWhole(found) : found, replaces);
  const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
  response.setChanges(isSame ? DIFF_NONE : DIFF_SOME);
  return response;
}

/** The former set is no list: whole properties, and the pointer, which goes. */
function nameWhole(changes: Changes): Changes {
  const names = [...changes.keys()].map((path) => path.replace(/\[.*/s, ""));
  return new Map<string, Change>([
    ...names.map((name) => [name, "UPDATE"] as const),
    [pointerName, "DELETE"],
  ]);
}

export async function create(
  instance: Instance,
  request: messages.CreateRequest,
): Promise<messages.CreateResponse> {
  const urn = request.getUrn();
  const { kind, identity } = findSubject(instance, urn);
  const { values, secrets } = readInputs(kind, request.getProperties());
  const make = () => kind.hosted.create(() => instance.open(urn), values, identity);
  const { id, state } = request.getPreview()
    ? kind.preview(omit(values, "isSecret"))
    : await keepingState(make, { kind, secrets });
  const response = new messages.CreateResponse();
  response.setId(id);
  response.setProperties(writeRecorded(kind, state, secrets));
  return response;
}

export async function update(
  instance: Instance,
  request: messages.UpdateRequest,
): Promise<messages.UpdateResponse> {
  const urn = request.getUrn();
  const { kind, identity } = findSubject(instance, urn);
  const { values: olds } = readRecorded(kind, request.getOlds());
  const { values: news, secrets } = readInputs(kind, request.getNews());
  const change = { id: request.getId(), olds, news };
  const make = () => kind.hosted.update(() => instance.open(urn), change, identity);
  const state = request.getPreview()
    ? kind.preview(omit(news, "isSecret"), olds).state
    : await keepingState(make, { kind, secrets });
  const response = new messages.UpdateResponse();
  response.setProperties(writeRecorded(kind, state, secrets));
  return response;
}

/** A state that a failure leaves is sent with the error. */
async function keepingState<T>(
  run: () => Promise<T>,
  { kind, secrets }: { kind: Kind; secrets: ReadonlySet<string> },
): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof IncompleteError)) throw error;
    const state = kind.hosted.recordState(error.state as object);
    throw new PartialError(error, writeRecorded(kind, state, secrets));
  }
}

export async function remove(instance: Instance, request: messages.DeleteRequest): Promise<void> {
  const urn = request.getUrn();
  const { kind } = findSubject(instance, urn);
  const { values } = readRecorded(kind, request.getProperties());
  await kind.hosted.delete(await instance.open(urn), request.getId(), values);
}

/** An empty id means that the object is gone. */
export async function read(
  instance: Instance,
  request: messages.ReadRequest,
): Promise<messages.ReadResponse> {
  const urn = request.getUrn();
  const { kind } = findSubject(instance, urn);
  const { values: olds, secrets } = readRecorded(kind, request.getProperties());
  const { secrets: inputSecrets } = readProperties(request.getInputs());
  const id = request.getId();
  const found = await kind.hosted.read(await instance.open(urn), id, olds);
  const response = new messages.ReadResponse();
  if (found === undefined) return response;
  response.setId(id);
  response.setProperties(writeRecorded(kind, found.state, secrets, inputSecrets));
  response.setInputs(writeRecorded(kind, found.inputs, secrets, inputSecrets));
  return response;
}
