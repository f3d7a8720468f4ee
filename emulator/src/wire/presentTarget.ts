import type { Behaviour } from "../behaviour.js";
import type { AssignmentTarget } from "../graphObjects.js";
import { hasFilter, zeroGuid } from "../store/hasFilter.js";

const guid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/iu;

const noFilterSpellings: Readonly<Record<Behaviour["noFilter"], object>> = {
  null: spellFilter(null, "none"),
  absent: {},
  none: { deviceAndAppManagementAssignmentFilterType: "none" },
  zeroGuid: spellFilter(zeroGuid, "none"),
};

export function presentTarget(target: AssignmentTarget, behaviour: Behaviour): object {
  const { groupId, collectionId } = target;
  const filter = hasFilter(target)
    ? spellFilter(
        spellGuid(target.deviceAndAppManagementAssignmentFilterId ?? null, behaviour),
        target.deviceAndAppManagementAssignmentFilterType,
      )
    : noFilterSpellings[behaviour.noFilter];
  return {
    "@odata.type": target["@odata.type"],
    ...filter,
    ...(groupId !== undefined && { groupId: spellGuid(groupId, behaviour) }),
    ...(collectionId !== undefined && { collectionId }),
  };
}

/** Text that is no GUID stays. */
export function spellGuid<Text extends string | null>(
  text: Text,
  behaviour: Behaviour,
): Text | string {
  return behaviour.guidCase === "upper" && text !== null && guid.test(text)
    ? text.toUpperCase()
    : text;
}

function spellFilter(id: string | null, type: string | undefined): object {
  return {
    deviceAndAppManagementAssignmentFilterId: id,
    deviceAndAppManagementAssignmentFilterType: type,
  };
}
