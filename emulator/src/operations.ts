import type { Operation } from "./operation.js";
import { assign } from "./operations/assign.js";
import { countItems } from "./operations/countItems.js";
import { createAssignment } from "./operations/createAssignment.js";
import { createConfiguration } from "./operations/createConfiguration.js";
import { deleteAssignment } from "./operations/deleteAssignment.js";
import { deleteConfiguration } from "./operations/deleteConfiguration.js";
import { describeAuthority } from "./operations/describeAuthority.js";
import { getAssignment } from "./operations/getAssignment.js";
import { getConfiguration } from "./operations/getConfiguration.js";
import { getGroup } from "./operations/getGroup.js";
import { hasPayloadLinks } from "./operations/hasPayloadLinks.js";
import { issueIdentityToken } from "./operations/issueIdentityToken.js";
import { issueJobToken } from "./operations/issueJobToken.js";
import { issueToken } from "./operations/issueToken.js";
import { listAssignments } from "./operations/listAssignments.js";
import { listConfigurations } from "./operations/listConfigurations.js";
import { listGroups } from "./operations/listGroups.js";
import { listStatuses } from "./operations/listStatuses.js";
import { runBatch } from "./operations/runBatch.js";
import { updateAssignment } from "./operations/updateAssignment.js";
import { updateConfiguration } from "./operations/updateConfiguration.js";

export const operations: readonly Operation[] = [
  // Before the routes of single items, which would take it for an id.
  ...countItems,
  listConfigurations,
  createConfiguration,
  getConfiguration,
  updateConfiguration,
  deleteConfiguration,
  hasPayloadLinks,
  assign,
  ...listAssignments,
  ...createAssignment,
  ...getAssignment,
  ...updateAssignment,
  ...deleteAssignment,
  ...listStatuses,
  listGroups,
  getGroup,
  runBatch,
  ...issueToken,
  ...issueIdentityToken,
  ...issueJobToken,
  ...describeAuthority,
];
