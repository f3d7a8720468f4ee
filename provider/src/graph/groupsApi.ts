import type { Group } from "../domain/group.js";
import { normalizeGuid } from "../domain/guid.js";
import type { GraphClient } from "./graphClient.js";
import { GraphError } from "./graphError.js";
import { readGuid, readText, requireJson, requireSameId } from "./parseJson.js";

/** How many values `in` takes within one `$filter`. Source: Graph's known issues of query parameters. */
const mostIdsOfRequest = 15;

const root = "/beta/groups";
const select = "$select=id,displayName,description";

export type GroupsApi = ReturnType<typeof createGroupsApi>;

/**
 * That there is no group is a result like any other. Needs `GroupMember.Read.All`: `directoryObjects/getByIds` would take
 * 1000 ids, but needs Directory.Read.All, the whole directory.
 */
export function createGroupsApi(client: GraphClient) {
  const filter = (action: string, expression: string): Promise<Group[]> => {
    const path = `${root}?$filter=${encodeURIComponent(expression)}&${select}`;
    return client.list({ action, path, parse: readGroup });
  };
  return {
    /** The group of this id, a GUID. */
    async findGroup(id: string): Promise<Group | undefined> {
      try {
        return await client.request({
          action: `read group ${id}`,
          path: `${root}/${encodeURIComponent(id)}?${select}`,
          parse: (json) => requireSameId(readGroup(json), id),
        });
      } catch (error) {
        if (error instanceof GraphError && isMissingGroup(error)) return undefined;
        throw error;
      }
    },
    /** Those of exactly this name, of up to `longestComparableName` characters, without regard to case. */
    findGroupsByDisplayName: (displayName: string): Promise<Group[]> =>
      filter(
        `find the group named ${JSON.stringify(displayName)}`,
        `displayName eq ${quoteText(displayName)}`,
      ),
    /** Those of these groups that exist, by id in lower case. */
    async findGroups(ids: Iterable<string>): Promise<Map<string, Group>> {
      const different = [...new Set([...ids].map(normalizeGuid))];
      const requests: Promise<Group[]>[] = [];
      for (let start = 0; start < different.length; start += mostIdsOfRequest) {
        const part = different.slice(start, start + mostIdsOfRequest);
        const expression = `id in (${part.map(quoteText).join(",")})`;
        requests.push(filter(`read the groups ${part.join(", ")}`, expression));
      }
      const found = await Promise.all(requests);
      return new Map(found.flat().map((group) => [group.id, group]));
    },
  };
}

function readGroup(json: unknown): Group {
  const group = requireJson(json);
  return {
    id: readGuid(group, "id"),
    // Null where the identity may know only the id of the group.
    displayName: readText(group, "displayName") ?? "",
    description: readText(group, "description"),
  };
}

/** The directory has a code of its own for it. Any other 404 comes from something on the way, and tells nothing. */
function isMissingGroup({ status, code }: GraphError): boolean {
  return status === 404 && code === "Request_ResourceNotFound";
}

/** A literal of OData. */
function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
