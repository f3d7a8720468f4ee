import type { LiveConfiguration } from "../domain/configuration.js";
import { GraphError } from "../graph/graphError.js";
import type { Graph } from "../graph/openGraph.js";
import { readProfile } from "../profile/readProfile.js";
import { readTime } from "../report/expiry.js";
import type { ReadConfiguration } from "../report/tenantReading.js";

export type Payload = LiveConfiguration["payload"];

/**
 * A list may lack payloads, and a tenant may show none: the first request finds out, so that a thousand are not sent in vain.
 */
export function createPayloadReader({
  configurations: api,
}: Graph): (configuration: LiveConfiguration) => Promise<Payload> {
  let first: Promise<Payload> | undefined;
  return async (configuration) => {
    if (configuration.payload !== null) return configuration.payload;
    if (first === undefined) return (first = readOne(api, configuration));
    return (await first) === null ? null : readOne(api, configuration);
  };
}

/** The certificates are optional: a refusal is no failure. */
async function readOne(api: Graph["configurations"], { id }: LiveConfiguration): Promise<Payload> {
  try {
    return (await api.get(id)).payload;
  } catch (error) {
    if (error instanceof GraphError) return null;
    throw error;
  }
}

/** Where Graph gives no date, the profile may. */
export function readDates(
  { expirationDateTime, payload: listed }: LiveConfiguration,
  payload: Payload = listed,
): Pick<ReadConfiguration, "certificateEnds" | "expirationDateTime"> {
  const read = readProfile(Buffer.from(payload ?? "", "base64"));
  if ("problem" in read) return { expirationDateTime: expirationDateTime ?? undefined };
  const { signingCertificates, expirationDateTime: written } = read.profile;
  const isKnown = readTime(expirationDateTime) !== undefined;
  return {
    expirationDateTime: (isKnown ? expirationDateTime : null) ?? written,
    certificateEnds: signingCertificates.map((signing) => signing.expirationDateTime),
  };
}
