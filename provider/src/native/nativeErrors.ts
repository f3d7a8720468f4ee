import { Metadata, status, type ServiceError } from "@grpc/grpc-js";
import provider from "@pulumi/pulumi/proto/provider_pb.js";
import statuses from "@pulumi/pulumi/proto/status_pb.js";
import any from "google-protobuf/google/protobuf/any_pb.js";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { describeBug, isBug } from "../bug.js";
import { toMessage } from "../domain/readable.js";
import { CancelledError } from "../graph/clock.js";
import { ProcessFailure } from "../graph/graphError.js";
import { IncompleteError, RefusedError } from "../handlers/handlers.js";

/** The engine could not have sent this of what it was given. */
export class InvalidRequestError extends Error {
  override readonly name = "InvalidRequestError";
}

/** An IncompleteError's state is as the engine keeps it. */
export function toServiceError(failure: unknown): ServiceError {
  const error: Error = failure instanceof Error ? failure : new Error(String(failure));
  const { message: reason } = error;
  const message = toMessage(isBug(error) ? describeBug(error) : reason);
  const code = codeOf(error);
  const metadata = new Metadata();
  if (error instanceof IncompleteError) {
    const detail = new provider.ErrorResourceInitFailed()
      .setId(error.id)
      .setReasonsList([message])
      .setProperties(error.state as Struct);
    const packed = new any.Any();
    packed.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const whole = new statuses.Status().setCode(code).setMessage(message).setDetailsList([packed]);
    metadata.add("grpc-status-details-bin", Buffer.from(whole.serializeBinary()));
  }
  return Object.assign(new Error(message), { code, details: message, metadata });
}

function codeOf(error: Error): status {
  if (error instanceof InvalidRequestError) return status.INVALID_ARGUMENT;
  if (error instanceof CancelledError) return status.CANCELLED;
  if (error instanceof RefusedError || error instanceof ProcessFailure)
    return status.FAILED_PRECONDITION;
  return isBug(error) ? status.INTERNAL : status.UNKNOWN;
}
