import { refuseUnsupported } from "../graphFailure.js";
import { parseOption } from "./parseOption.js";
import { selectProperties } from "./selectProperties.js";

export interface Expansion {
  readonly select: string | undefined;
}

/** Any but `assignments`, with or without `$select`, is the emulator's limit. */
export function readExpansion(expand: string): Expansion {
  const [path, ...others] = parseOption("$expand", expand).tree.$expand?.properties ?? [];
  const { $select, ...rest } = path?.options ?? {};
  const isPlain = path?.property === undefined && path?.count === undefined;
  if (path?.name !== "assignments" || !isPlain || others.length + Object.keys(rest).length > 0)
    throw refuseUnsupported(`$expand=${expand}`);
  const names =
    typeof $select === "object" ? $select.properties.map(({ name }) => name) : undefined;
  const select = names?.join(",");
  // An unknown name is refused where there is nothing to select from, too.
  selectProperties({}, select, "iosLobAppProvisioningConfigurationAssignment");
  return { select };
}
