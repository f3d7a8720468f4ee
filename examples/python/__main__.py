"""A profile, and who gets it."""

import pulumi
import pulumi_intune as intune

config = pulumi.Config()
technicians = intune.get_group(
    display_name=config.get("groupName") or "Field Service Technicians"
)

field_service = intune.IosLobAppProvisioningConfiguration(
    "field-service",
    display_name="Field Service",
    payload=config.get("profile") or "field-service.mobileprovision",
)

intune.IosLobAppProvisioningConfigurationAssignments(
    "field-service",
    configuration_id=field_service.id,
    assignments=[
        {"type": "groupAssignmentTarget", "group_id": technicians.id},
        {"type": "allDevicesAssignmentTarget"},
    ],
)

pulumi.export("expires", field_service.expiration_date_time)
