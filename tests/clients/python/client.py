"""Lists, creates, assigns, patches and deletes with Microsoft's beta SDK."""

import asyncio
import os

from azure.identity.aio import EnvironmentCredential
from kiota_abstractions.base_request_configuration import RequestConfiguration
from kiota_authentication_azure.azure_identity_authentication_provider import (
    AzureIdentityAuthenticationProvider,
)
from msgraph_beta import GraphRequestAdapter, GraphServiceClient
from msgraph_beta.generated.device_app_management.ios_lob_app_provisioning_configurations.ios_lob_app_provisioning_configurations_request_builder import (
    IosLobAppProvisioningConfigurationsRequestBuilder as Builder,
)
from msgraph_beta.generated.device_app_management.ios_lob_app_provisioning_configurations.item.assign.assign_post_request_body import (
    AssignPostRequestBody,
)
from msgraph_beta.generated.models.group_assignment_target import GroupAssignmentTarget
from msgraph_beta.generated.models.ios_lob_app_provisioning_configuration import (
    IosLobAppProvisioningConfiguration,
)
from msgraph_beta.generated.models.ios_lob_app_provisioning_configuration_assignment import (
    IosLobAppProvisioningConfigurationAssignment,
)
from msgraph_beta.generated.models.o_data_errors.o_data_error import ODataError

ENDPOINT = os.environ["INTUNE_GRAPH_ENDPOINT"]
GROUP_ID = os.environ["CLIENT_GROUP_ID"]


def open_client(credential: EnvironmentCredential) -> GraphServiceClient:
    provider = AzureIdentityAuthenticationProvider(
        credential,
        scopes=["https://graph.microsoft.com/.default"],
        allowed_hosts=["127.0.0.1"],
    )
    adapter = GraphRequestAdapter(provider)
    adapter.base_url = f"{ENDPOINT}/beta"
    return GraphServiceClient(request_adapter=adapter)


async def read_all(builder, configuration=None) -> list:
    page = await builder.get(request_configuration=configuration)
    found = list(page.value)
    while page.odata_next_link:
        page = await builder.with_url(page.odata_next_link).get()
        found += page.value
    return found


async def main() -> None:
    # The secret or the certificate, whichever the environment has.
    async with EnvironmentCredential(disable_instance_discovery=True) as credential:
        root = open_client(credential).device_app_management.ios_lob_app_provisioning_configurations

        assert len(await read_all(root)) == int(os.environ["CLIENT_COUNT"])
        query = Builder.IosLobAppProvisioningConfigurationsRequestBuilderGetQueryParameters(
            expand=["assignments"]
        )
        expanded = await read_all(root, RequestConfiguration(query_parameters=query))
        assert any(len(each.assignments or []) == 2 for each in expanded)

        created = await root.post(
            IosLobAppProvisioningConfiguration(
                display_name="Made by a client",
                payload=b"payload",
                payload_file_name="client.mobileprovision",
            )
        )
        item = root.by_ios_lob_app_provisioning_configuration_id(created.id)
        assignment = IosLobAppProvisioningConfigurationAssignment(
            target=GroupAssignmentTarget(group_id=GROUP_ID)
        )
        await item.assign.post(
            AssignPostRequestBody(i_o_s_lob_app_provisioning_config_assignments=[assignment])
        )
        assigned = await read_all(item.assignments)
        assert [each.target.group_id for each in assigned] == [GROUP_ID]

        await item.patch(IosLobAppProvisioningConfiguration(display_name="Renamed by a client"))
        assert (await item.get()).display_name == "Renamed by a client"

        await item.delete()
        try:
            await item.get()
            raise AssertionError("It is still there.")
        except ODataError as error:
            assert error.response_status_code == 404
            assert error.error.code == "ResourceNotFound"


asyncio.run(main())
