// The tests of the fleet, with as many tenants as a large company has.
process.env["FLEET_TENANTS"] = "50";
await import("../engine/fleet.test.ts");
