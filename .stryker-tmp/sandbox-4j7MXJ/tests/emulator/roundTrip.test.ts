// @ts-nocheck
import { setTimeout as wait } from "node:timers/promises";
import { expect } from "chai";
import { defaultBehaviour } from "intune-graph-emulator";
import { callGraph, configurationsPath, pick, pickItems } from "./callGraph.ts";
import { isLive, openRoundTripTarget, type RoundTripTarget } from "./roundTripTarget.ts";
import { assignBody, excludeGroup, includeGroup } from "./targets.ts";

const maxReads = 30;

// The same tests against an emulator and, with GRAPH_LIVE=1, against a tenant. They only change
// the configuration that they make, and only assign it to the group that they are given.
describe(`A round trip (${isLive ? "real tenant" : "emulator"})`, function () {
  this.timeout(600_000);
  const readings: Record<string, unknown> = {};
  let target: RoundTripTarget;
  let path = "";

  before(async () => {
    target = await openRoundTripTarget();
  });

  after(async () => {
    if (path !== "") await callGraph(target, `DELETE ${path}`);
    await target.close();
    if (isLive) console.log("What this tenant does:", readings);
  });

  it("lists configurations", async () => {
    const { status, body } = await callGraph(target, `GET ${configurationsPath}?$top=1`);
    expect(status).to.equal(200);
    expect(pick(body, "value")).to.be.an("array");
  });

  it("does not find a configuration that is not there", async () => {
    const nobody = "00000000-0000-4000-8000-000000000000";
    const { status, body } = await callGraph(target, `GET ${configurationsPath}/${nobody}`);
    expect(status).to.equal(404);
    expect(pick(body, "error", "code")).to.be.a("string");
  });

  it("creates a configuration and reads it", async () => {
    const displayName = `intune-graph-emulator contract suite ${Date.now()}`;
    const { payload, payloadFileName } = target;
    const profile = { displayName, payload, payloadFileName };
    const created = await callGraph(target, `POST ${configurationsPath}`, profile);
    expect(created.status).to.equal(201);
    path = `${configurationsPath}/${String(pick(created.body, "id"))}`;
    const { status, body } = await callGraph(target, `GET ${path}`);
    expect(status).to.equal(200);
    readings["entityEnvelope"] = pick(body, "value") === undefined ? "bare" : "wrapped";
    expect(pick(pick(body, "value") ?? body, "displayName")).to.equal(displayName);
  });

  it("assigns a group and reads it back", async () => {
    const items = await assignAndRead([includeGroup(target.groupId)], 1);
    const [item] = items;
    expect(String(pick(item, "target", "groupId")).toLowerCase()).to.equal(
      target.groupId.toLowerCase(),
    );
    readings["noFilter"] = nameSpelling(pick(item, "target"));
    const groups = await callGraph(target, `GET ${path}/groupAssignments`);
    readings["groupAssignments"] = pickItems(groups.body).length > 0 ? "mirrored" : "apart";
    const expanded = await callGraph(target, `GET ${path}?$expand=assignments`);
    const entity = pick(expanded.body, "value") ?? expanded.body;
    readings["expandAssignments"] = pick(entity, "assignments", 0) ? "filled" : "empty";
  });

  it("assigns another set", async () => {
    const isSettled = (items: readonly unknown[]) =>
      items.some((item) => String(pick(item, "target", "@odata.type")).includes("exclusion"));
    const items = await assignAndRead([excludeGroup(target.groupId)], isSettled);
    readings["assign"] = items.length === 1 ? "replace" : "merge";
  });

  it("assigns nothing", async () => {
    const items = await assignAndRead([], 0);
    readings["emptyCollection"] = items.length === 0 ? "clears" : "keeps";
  });

  it("deletes the configuration", async () => {
    expect((await callGraph(target, `DELETE ${path}`)).status).to.equal(204);
    expect((await callGraph(target, `GET ${path}`)).status).to.equal(404);
    path = "";
  });

  it("has found out how the service reads what is not documented", () => {
    const names = Object.keys(readings);
    expect(names).to.have.length(6);
    if (isLive) return;
    const defaults = Object.entries(defaultBehaviour).filter(([name]) => names.includes(name));
    expect(readings).to.deep.equal(Object.fromEntries(defaults));
  });

  /** Assigns, and reads until the set is as awaited or patience ends. */
  async function assignAndRead(
    targets: readonly object[],
    awaited: number | ((items: readonly unknown[]) => boolean),
  ): Promise<readonly unknown[]> {
    const { status } = await callGraph(target, `POST ${path}/assign`, assignBody(...targets));
    expect(status).to.equal(204);
    let items: readonly unknown[] = [];
    for (let read = 0; read < maxReads; read += 1) {
      if (read > 0) await wait(target.pollMs);
      items = pickItems((await callGraph(target, `GET ${path}/assignments`)).body);
      if (typeof awaited === "number" ? items.length === awaited : awaited(items)) break;
    }
    return items;
  }
});

function nameSpelling(target: unknown): string {
  const id = pick(target, "deviceAndAppManagementAssignmentFilterId");
  if (id === null) return "null";
  if (id !== undefined) return "zeroGuid";
  const type = pick(target, "deviceAndAppManagementAssignmentFilterType");
  return type === undefined ? "absent" : "none";
}
