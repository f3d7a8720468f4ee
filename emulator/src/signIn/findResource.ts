import type { EmulatorContext } from "../emulatorContext.js";
import { listAudiences } from "./graphRoots.js";

export function findResource(resource: string, { origins }: EmulatorContext): string | undefined {
  const root = resource.replace(/\/$/u, "");
  return listAudiences(origins).find((audience) => audience === root);
}

export function explainResource(resource: string, { settings }: EmulatorContext): string {
  return `The resource principal named ${resource} was not found in the tenant named ${settings.tenantId}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant.`;
}
