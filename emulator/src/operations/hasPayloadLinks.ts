import { isRecord } from "../isRecord.js";
import { configurationsPath, intuneBeta, readAccess, type Operation } from "../operation.js";

/** There are no policy sets here, so nothing is linked. */
export const hasPayloadLinks: Operation = {
  ...intuneBeta,
  name: "hasPayloadLinks",
  method: "POST",
  path: `${configurationsPath}/hasPayloadLinks`,
  access: readAccess,
  bodyType: "hasPayloadLinks",
  resultType: "Collection(microsoft.graph.hasPayloadLinkResultItem)",
  handle: ({ body }) => {
    const payloadIds = isRecord(body) ? body["payloadIds"] : undefined;
    const value = Array.isArray(payloadIds) ? payloadIds.map(describeLink) : [];
    return { status: 200, body: { value } };
  },
};

function describeLink(payloadId: unknown): object {
  return {
    "@odata.type": "microsoft.graph.hasPayloadLinkResultItem",
    payloadId,
    hasLink: false,
    error: "",
    sources: [],
  };
}
