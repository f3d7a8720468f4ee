import { quoteName } from "../domain/alikeNames.js";
import type { DirectoryGroup } from "../domain/group.js";
import { normalizeGuid, type Values } from "../domain/values.js";
import type { GraphClient } from "./graphClient.js";
import { GraphError } from "./graphError.js";
import { readGuid, readText, requireJson, requireSameId } from "./parseJson.js";

/** Per `$filter`. Source: Graph's known issues of query parameters. */
const mostIdsOfRequest = 15;

const root = "/beta/groups";
const select = "$select=id,displayName,description,groupTypes,mailEnabled,securityEnabled";

export type GroupsApi = ReturnType<typeof createGroupsApi>;

/** Needs `GroupMember.Read.All`. `directoryObjects/getByIds` takes 1,000 ids, but needs more. */
export function createGroupsApi(client: GraphClient) {
  const requestOf = (action: string, expression: string) => {
    const path = `${root}?$filter=${encodeURIComponent(expression)}&${select}`;
    return { action, path, parse: readGroup };
  };
  return {
    async findGroup(id: string): Promise<DirectoryGroup | undefined> {
      try {
        return await client.request({
          action: `read group ${id}`,
          path: `${root}/${encodeURIComponent(id)}?${select}`,
          parse: (json) => requireSameId(readGroup(json), id),
        });
      } catch (error) {
        // The directory's own code; other 404s are not Graph's.
        const isGone = error instanceof GraphError && error.code === "Request_ResourceNotFound";
        if (isGone && error.status === 404) return undefined;
        throw error;
      }
    },
    /** Whole names of up to `longestComparableName` characters; ignores case. */
    findGroupsByDisplayName(displayName: string): Promise<DirectoryGroup[]> {
      const action = `find the group named ${quoteName(displayName)}`;
      return client.list(requestOf(action, `displayName eq ${quoteText(displayName)}`));
    },
    /** One page; ignores case. */
    async findGroupsByStart(start: string): Promise<DirectoryGroup[]> {
      const action = `find groups whose names begin with ${quoteName(start)}`;
      const expression = `startswith(displayName,${quoteText(start)})`;
      for await (const page of client.pages(requestOf(action, expression))) return page;
      return [];
    },
    /** By id in lower case. */
    async findGroups(ids: Iterable<string>): Promise<Map<string, DirectoryGroup>> {
      const different = new Set(Array.from(ids, normalizeGuid));
      const parts = Map.groupBy(different, (_, index) => Math.floor(index / mostIdsOfRequest));
      const requests = Array.from(parts.values(), (part) => {
        const expression = `id in (${part.map(quoteText).join(",")})`;
        return client.list(requestOf(`read the groups ${part.join(", ")}`, expression));
      });
      const found = await Promise.all(requests);
      return new Map(found.flat().map((group) => [group.id, group]));
    },
  };
}

function readGroup(json: unknown): DirectoryGroup {
  const group = requireJson(json);
  return {
    id: readGuid(group, "id"),
    // Null if the identity may read only ids.
    displayName: readText(group, "displayName") ?? "",
    description: readText(group, "description"),
    kind: readKind(group),
  };
}

/** Source: Graph's documentation, "Group types". */
function readKind({ groupTypes, mailEnabled, securityEnabled }: Values): string {
  if (!Array.isArray(groupTypes)) return "";
  const dynamic = groupTypes.includes("DynamicMembership") ? "dynamic " : "";
  if (groupTypes.includes("Unified")) return `${dynamic}Microsoft 365 group`;
  if (mailEnabled !== true) return `${dynamic}security group`;
  return securityEnabled === true ? "mail-enabled security group" : "distribution list";
}

function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
