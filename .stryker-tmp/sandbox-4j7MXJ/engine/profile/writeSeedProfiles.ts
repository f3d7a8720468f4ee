// @ts-nocheck
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeProfile } from "./makeProfile.ts";

/** `npm run seed-profiles`: writes the profiles of the emulator's seeded tenant anew, with new ids and signatures. */
const folder = join(import.meta.dirname, "..", "..", "emulator", "profiles");

// Apple's live a year. These live so long that nobody who tries the emulator meets an expired one.
const profiles = [
  { name: "Field Service 2026", bundleId: "com.contoso.field", expires: "2036-03-31" },
  { name: "Warehouse Scanner", bundleId: "com.contoso.scanner", expires: "2036-06-30" },
  { name: "Store Checklist", bundleId: "com.contoso.checklist", expires: "2036-09-30" },
];

mkdirSync(folder, { recursive: true });
for (const { name, bundleId, expires } of profiles) {
  const profile = makeProfile({
    name,
    bundleId,
    created: new Date("2026-01-01"),
    expires: new Date(expires),
    certificates: [{ expires: new Date("2036-12-31") }],
  });
  writeFileSync(join(folder, `${name.replaceAll(" ", "")}.mobileprovision`), profile);
}
