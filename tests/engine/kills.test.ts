import { expect } from "chai";
import { Counts } from "./lives/counts.ts";
import type { Kill, Victim } from "./kills/kill.ts";
import { liveKills } from "./kills/killLife.ts";

const kill = (
  victim: Victim,
  skip: number,
  after: "beforeEffect" | "afterEffect" = "afterEffect",
  lost?: Kill["lost"],
): Kill => ({ victim, moment: { at: "write", skip, after }, lost });

/** Chosen for what each leaves behind; `npm run test:long` lives random ones. */
describe("runs without checkpoints that are killed", () => {
  it("lead back to what is declared, without a twin", async () => {
    const killed = await liveKills(
      {
        shell: "dynamic",
        apps: [
          { a: 2, isAdopted: false },
          { a: 3, isAdopted: false },
          { a: 1, isAdopted: true },
        ],
        parallel: 32,
        kills: [
          kill("both", 1),
          kill("cli", 0, "beforeEffect"),
          kill("plugin", 0, "afterEffect", "create"),
        ],
        steps: [
          // Of the second app: a new configuration takes the place of the former.
          { edit: "renew", a: 1, kills: [kill("both", 0), kill("cli", 0), kill("both", 1)] },
          {
            edit: "regroup",
            a: 0,
            kills: [kill("interruptTwice", 0), kill("cli", 0), kill("both", 0, "beforeEffect")],
          },
        ],
        last: [kill("both", 1), kill("plugin", 1), kill("interrupt", 0)],
      },
      new Counts(),
    );
    // The later moments of a step may not come: what was done before needs no more.
    expect(new Set(killed)).to.have.all.keys("first", "renew", "regroup", "last");
  });

  it("lead back on the native shell too", async () => {
    const killed = await liveKills(
      {
        shell: "native",
        apps: [
          { a: 2, isAdopted: false },
          { a: 3, isAdopted: false },
        ],
        parallel: 32,
        kills: [kill("plugin", 0, "afterEffect", "create")],
        steps: [{ edit: "renew", a: 1, kills: [kill("both", 0)] }],
        last: [kill("cli", 0)],
      },
      new Counts(),
    );
    expect(new Set(killed)).to.have.all.keys("first", "renew", "last");
  });
});
