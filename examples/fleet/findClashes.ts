import type { Fleet, Tenant } from "./tenant.ts";

/**
 * Entries that would undo each other, as "path: problem": two stacks or two resources of one name, and two stacks that manage
 * one configuration, since each would remove what the other has assigned.
 */
export function findClashes({ tenants }: Fleet): string[] {
  const path = (index: number): string => `tenants[${index}]`;
  return [
    // A file system may hold `Contoso` and `contoso` to be one.
    ...findTwice(tenants, ({ name }) => name.toLowerCase()).map(
      ({ item, index }) => `${path(index)}.name: ${item.name} is there already`,
    ),
    ...findTwice(tenants, ({ tenantId }) => tenantId.toLowerCase()).flatMap(
      ({ item, first, index }) =>
        item.part === undefined || first.part === undefined
          ? [
              `${path(index)}.tenantId: is the tenant of ${first.name} too: give each of them its own \`part\` if this is ` +
                "meant, else each would undo what the other does",
            ]
          : [],
    ),
    ...findTwice(
      tenants.filter(({ part }) => part !== undefined),
      ({ tenantId, part }) => `${tenantId.toLowerCase()} ${part ?? ""}`,
    ).map(({ item, first }) => `${item.name}.part: is the part of ${first.name} too`),
    ...tenants.flatMap(({ profiles }, index) =>
      findTwice(profiles, ({ name }) => name).map(
        ({ item, index: place }) =>
          `${path(index)}.profiles[${place}].name: ${item.name} is there already`,
      ),
    ),
    ...findTwice(tenants.flatMap(listConfigurations), ({ key }) => key).map(
      ({ item, first }) => `${item.place}: its configuration is that of ${first.place} too`,
    ),
  ];
}

function listConfigurations({
  name,
  tenantId,
  profiles,
}: Tenant): { key: string; place: string }[] {
  return profiles.map((profile) => ({
    key: `${tenantId} ${profile.configurationId}`.toLowerCase(),
    place: `${profile.name} of ${name}`,
  }));
}

/** The items whose key an earlier one has, with that one. */
function findTwice<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): { item: T; first: T; index: number }[] {
  const firsts = new Map<string, T>();
  return items.flatMap((item, index) => {
    const first = firsts.get(keyOf(item));
    if (first !== undefined) return [{ item, first, index }];
    firsts.set(keyOf(item), item);
    return [];
  });
}
