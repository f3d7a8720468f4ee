import axios, { type AxiosInstance } from "axios";
import { readVersion } from "../version.js";

/** Loaded late, and by `require`: axios' CommonJS form loads in two thirds of the time. */
export function openAxios(): AxiosInstance {
  return axios.create({
    responseType: "stream",
    validateStatus: () => true,
    headers: {
      "User-Agent": `pulumi-intune-provisioning/${readVersion()} node/${process.versions.node}`,
    },
  });
}
