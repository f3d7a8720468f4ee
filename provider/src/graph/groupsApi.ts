import type { Group } from "../domain/group.js";
import { normalizeGuid } from "../domain/guid.js";
import type { GraphClient } from "./graphClient.js";
import { GraphError } from "./graphError.js";
import { groupFromWire, groupSelect } from "./groupWire.js";
import { requireSameId } from "./parseJson.js";
import { quoteText } from "./quoteText.js";

/**
 * What Graph offers for finding groups of the directory. That there is none is a result like any other; every other
 * failure is thrown. Needs `GroupMember.Read.All`.
 */
export interface GroupsApi {
  /** The group of this id, a GUID. */
  findGroup(id: string): Promise<Group | undefined>;
  /**
   * The groups of exactly this name, without regard to case, as the directory compares; none, one or several. The name
   * has at most `longestComparableName` characters.
   */
  findGroupsByDisplayName(displayName: string): Promise<Group[]>;
  /** Those of these groups that exist, by id in lower case. Ids are GUIDs. */
  findGroups(ids: Iterable<string>): Promise<Map<string, Group>>;
}

/** How many values `in` takes within one `$filter`. Source: Graph's known issues of query parameters. */
const mostIdsOfRequest = 15;

const root = "/beta/groups";

/**
 * Many groups are read by `$filter=id in (…)`, 15 at once. `directoryObjects/getByIds` would take 1000, but its least
 * permission is Directory.Read.All, the whole directory; and being a POST it would count and be repeated as a write.
 */
export function createGroupsApi(client: GraphClient): GroupsApi {
  const filter = (action: string, expression: string): Promise<Group[]> => {
    const query = `$filter=${encodeURIComponent(expression)}&$select=${groupSelect}`;
    const path = `${root}?${query}`;
    return client.list({ action, path, parse: groupFromWire });
  };
  return {
    async findGroup(id) {
      const path = `${root}/${encodeURIComponent(id)}?$select=${groupSelect}`;
      try {
        return await client.request({
          action: `read group ${id}`,
          path,
          parse: (json) => requireSameId(groupFromWire(json), id),
        });
      } catch (error) {
        if (error instanceof GraphError && isMissingGroup(error)) return undefined;
        throw error;
      }
    },
    findGroupsByDisplayName: (displayName) =>
      filter(
        `find the group named ${JSON.stringify(displayName)}`,
        `displayName eq ${quoteText(displayName)}`,
      ),
    async findGroups(ids) {
      const parts = cutIntoParts([...new Set([...ids].map(normalizeGuid))]);
      const found = await Promise.all(
        parts.map((part) =>
          filter(`read the groups ${part.join(", ")}`, `id in (${part.map(quoteText).join(",")})`),
        ),
      );
      return new Map(found.flat().map((group) => [group.id, group]));
    },
  };
}

/** The directory has a code of its own for it. Any other 404 comes from something on the way, and tells nothing. */
function isMissingGroup({ status, code }: GraphError): boolean {
  return status === 404 && code === "Request_ResourceNotFound";
}

function cutIntoParts(ids: readonly string[]): string[][] {
  const count = Math.ceil(ids.length / mostIdsOfRequest);
  return Array.from({ length: count }, (_, part) =>
    ids.slice(part * mostIdsOfRequest, (part + 1) * mostIdsOfRequest),
  );
}
