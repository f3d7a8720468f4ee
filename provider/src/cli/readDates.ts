import type { LiveConfiguration } from "../domain/configuration.js";
import { GraphError } from "../graph/graphError.js";
import type { Graph } from "../graph/openGraph.js";
import { readProfile } from "../profile/readProfile.js";
import { readTime } from "../report/expiry.js";
import type { ReadConfiguration } from "../report/tenantReading.js";

export type Payload = LiveConfiguration["payload"];

/** A list may lack payloads, and a tenant may show none at all: one request finds out, so that a thousand are not sent for nothing. */
export async function findPayloadReader(
  { configurations: api }: Graph,
  listed: readonly LiveConfiguration[],
): Promise<(configuration: LiveConfiguration) => Promise<Payload>> {
  const withoutOne = listed.find(({ payload }) => payload === null);
  const isShown = withoutOne !== undefined && (await readOne(api, withoutOne)) !== null;
  return async (configuration) =>
    isShown && configuration.payload === null ? readOne(api, configuration) : configuration.payload;
}

/** A certificate is worth knowing of, and no reason to fail. */
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
