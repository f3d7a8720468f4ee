import com.azure.core.credential.TokenCredential;
import com.azure.identity.ClientCertificateCredentialBuilder;
import com.azure.identity.ClientSecretCredentialBuilder;
import com.microsoft.graph.beta.deviceappmanagement.ioslobappprovisioningconfigurations.item.assign.AssignPostRequestBody;
import com.microsoft.graph.beta.models.GroupAssignmentTarget;
import com.microsoft.graph.beta.models.IosLobAppProvisioningConfiguration;
import com.microsoft.graph.beta.models.IosLobAppProvisioningConfigurationAssignment;
import com.microsoft.graph.beta.models.odataerrors.ODataError;
import com.microsoft.graph.beta.serviceclient.GraphServiceClient;
import com.microsoft.graph.core.authentication.AzureIdentityAuthenticationProvider;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lists, creates, assigns, patches and deletes with Microsoft's beta SDK. */
public class Client {
  static final Map<String, String> env = System.getenv();

  public static void main(String[] arguments) {
    var provider = new AzureIdentityAuthenticationProvider(
        openCredential(), new String[] {"127.0.0.1"}, "https://graph.microsoft.com/.default");
    var graph = new GraphServiceClient(provider);
    graph.getRequestAdapter().setBaseUrl(env.get("INTUNE_GRAPH_ENDPOINT") + "/beta");
    var root = graph.deviceAppManagement().iosLobAppProvisioningConfigurations();

    var page = root.get();
    var found = new ArrayList<>(page.getValue());
    while (page.getOdataNextLink() != null) {
      page = root.withUrl(page.getOdataNextLink()).get();
      found.addAll(page.getValue());
    }
    expect(found.size() == Integer.parseInt(env.get("CLIENT_COUNT")), "all are listed");
    var expanded = root.get(request -> request.queryParameters.expand = new String[] {"assignments"});
    expect(
        expanded.getValue().stream()
            .anyMatch(each -> each.getAssignments() != null && each.getAssignments().size() == 2),
        "assignments are expanded");

    var made = new IosLobAppProvisioningConfiguration();
    made.setDisplayName("Made by a client");
    made.setPayload("payload".getBytes(StandardCharsets.UTF_8));
    made.setPayloadFileName("client.mobileprovision");
    var item = root.byIosLobAppProvisioningConfigurationId(root.post(made).getId());

    var target = new GroupAssignmentTarget();
    target.setGroupId(env.get("CLIENT_GROUP_ID"));
    var assignment = new IosLobAppProvisioningConfigurationAssignment();
    assignment.setTarget(target);
    var body = new AssignPostRequestBody();
    body.setIOSLobAppProvisioningConfigAssignments(List.of(assignment));
    item.assign().post(body);
    var assigned = item.assignments().get().getValue();
    expect(
        assigned.size() == 1
            && assigned.get(0).getTarget() instanceof GroupAssignmentTarget group
            && group.getGroupId().equals(env.get("CLIENT_GROUP_ID")),
        "the set is read back");

    var change = new IosLobAppProvisioningConfiguration();
    change.setDisplayName("Renamed by a client");
    item.patch(change);
    expect(item.get().getDisplayName().equals("Renamed by a client"), "the name is read back");

    item.delete();
    try {
      item.get();
      expect(false, "it is gone");
    } catch (ODataError error) {
      expect(error.getResponseStatusCode() == 404, "as Graph says it");
      expect(error.getError().getCode().equals("ResourceNotFound"), "as Intune says it");
    }
    // The SDK's HTTP client keeps threads.
    System.exit(0);
  }

  static TokenCredential openCredential() {
    var file = env.get("AZURE_CLIENT_CERTIFICATE_PATH");
    if (file == null) {
      return new ClientSecretCredentialBuilder()
          .clientSecret(env.get("AZURE_CLIENT_SECRET"))
          .tenantId(env.get("AZURE_TENANT_ID"))
          .clientId(env.get("AZURE_CLIENT_ID"))
          .authorityHost(env.get("AZURE_AUTHORITY_HOST"))
          .disableInstanceDiscovery()
          .build();
    }
    return new ClientCertificateCredentialBuilder()
        .pemCertificate(file)
        .tenantId(env.get("AZURE_TENANT_ID"))
        .clientId(env.get("AZURE_CLIENT_ID"))
        .authorityHost(env.get("AZURE_AUTHORITY_HOST"))
        .disableInstanceDiscovery()
        .build();
  }

  static void expect(boolean holds, String what) {
    if (holds) return;
    System.err.println(what);
    System.exit(1);
  }
}
