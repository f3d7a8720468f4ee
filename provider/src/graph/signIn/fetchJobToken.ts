import {
  createHttpHeaders,
  createPipelineRequest,
  type HttpClient,
} from "@azure/core-rest-pipeline";
import { isRecord } from "../../domain/values.js";
import { tryParse } from "../parseJson.js";
import type { GraphSettings } from "../settingsTable.js";
import { SignInProblem, type SignInWatch } from "./signInWatch.js";

/**
 * Of a job in GitHub Actions. Valid for minutes, so fetched for each sign-in.
 * Source: GitHub's documentation of OpenID Connect in Actions.
 */
export async function fetchJobToken(
  { oidcRequestUrl = "", oidcRequestToken = "", oidcAudience }: GraphSettings,
  client: HttpClient,
  watch: SignInWatch,
): Promise<string> {
  const address = new URL(oidcRequestUrl);
  address.searchParams.set("audience", oidcAudience);
  const headers = { Accept: "application/json", Authorization: `Bearer ${oidcRequestToken}` };
  const { status, bodyAsText } = await client.sendRequest(
    createPipelineRequest({
      url: address.href,
      headers: createHttpHeaders(headers),
      // For an emulator: other addresses are https.
      allowInsecureConnection: true,
    }),
  );
  const json = tryParse(bodyAsText ?? "");
  if (status === 200 && isRecord(json) && typeof json["value"] === "string") return json["value"];
  watch.problem ??= new SignInProblem(
    `${watch.asked} gave no token: it answered ${status}`,
    "The job needs the permission id-token: write.",
  );
  throw watch.problem;
}
