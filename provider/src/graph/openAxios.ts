import axios, { type AxiosInstance } from "axios";
import { readVersion } from "../version.js";

/**
 * A module of its own: loaded late, and by `require`, as axios' CommonJS form loads in two thirds of the time. A small response
 * can unfold into gigabytes, hence the limit.
 */
export function openAxios(maxContentLength = 64 * 1024 * 1024): AxiosInstance {
  return axios.create({
    maxContentLength,
    responseType: "stream",
    validateStatus: () => true,
    headers: {
      "User-Agent": `pulumi-intune-provisioning/${readVersion()} node/${process.versions.node}`,
    },
  });
}
