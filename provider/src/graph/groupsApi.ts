import type { Group } from "../domain/group.js";
import { normalizeGuid } from "../domain/guid.js";
import type { GraphClient } from "./graphClient.js";
import { GraphError } from "./graphError.js";
import { readGuid, readText, requireJson, requireSameId } from "./parseJson.js";

/** Per `$filter`. Source: Graph's known issues of query parameters. */
const mostIdsOfRequest = 15;

const root = "/beta/groups";
const select = "$select=id,displayName,description";

export type GroupsApi = ReturnType<typeof createGroupsApi>;

/** Needs `GroupMember.Read.All`. `directoryObjects/getByIds` takes 1,000 ids, but needs Directory.Read.All. */
export function createGroupsApi(client: GraphClient) {
  const filter = (action: string, expression: string): Promise<Group[]> => {
    const path = `${root}?$filter=${encodeURIComponent(expression)}&${select}`;
    return client.list({ action, path, parse: readGroup });
  };
  return {
    async findGroup(id: string): Promise<Group | undefined> {
      try {
        return await client.request({
          action: `read group ${id}`,
          path: `${root}/${encodeURIComponent(id)}?${select}`,
          parse: (json) => requireSameId(readGroup(json), id),
        });
      } catch (error) {
        // The directory's own code. Any other 404 comes from something in between.
        const isGone = error instanceof GraphError && error.code === "Request_ResourceNotFound";
        if (isGone && error.status === 404) return undefined;
        throw error;
      }
    },
    /** The whole name of up to `longestComparableName` characters; case does not matter. */
    findGroupsByDisplayName: (displayName: string): Promise<Group[]> =>
      filter(
        `find the group named ${JSON.stringify(displayName)}`,
        `displayName eq ${quoteText(displayName)}`,
      ),
    /** Those that exist, by id in lower case. */
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
    // Null if the identity may read only ids.
    displayName: readText(group, "displayName") ?? "",
    description: readText(group, "description"),
  };
}

function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
