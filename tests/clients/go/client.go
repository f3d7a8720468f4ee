// Lists, creates, assigns, patches and deletes with azidentity and plain HTTP.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"strconv"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
)

const path = "/beta/deviceAppManagement/iosLobAppProvisioningConfigurations"

type entity struct {
	ID          string           `json:"id"`
	DisplayName string           `json:"displayName"`
	Assignments []map[string]any `json:"assignments"`
	Target      struct {
		GroupID string `json:"groupId"`
	} `json:"target"`
}

type page struct {
	Value []entity `json:"value"`
	Next  string   `json:"@odata.nextLink"`
}

var pipeline runtime.Pipeline

func main() {
	// The secret or the certificate, whichever the environment has.
	credential, err := azidentity.NewEnvironmentCredential(
		&azidentity.EnvironmentCredentialOptions{DisableInstanceDiscovery: true})
	must(err)
	scopes := []string{"https://graph.microsoft.com/.default"}
	bearer := runtime.NewBearerTokenPolicy(credential, scopes, nil)
	pipeline = runtime.NewPipeline("client", "v1",
		runtime.PipelineOptions{PerRetry: []policy.Policy{bearer}}, nil)
	root := os.Getenv("INTUNE_GRAPH_ENDPOINT") + path
	groupID := os.Getenv("CLIENT_GROUP_ID")

	count, err := strconv.Atoi(os.Getenv("CLIENT_COUNT"))
	must(err)
	expect(len(list(root)) == count, "all configurations are listed")
	assigned := 0
	for _, each := range list(root + "?$expand=assignments") {
		assigned = max(assigned, len(each.Assignments))
	}
	expect(assigned == 2, "assignments are expanded")

	var created entity
	must(call("POST", root, map[string]any{
		"displayName":     "Made by a client",
		"payload":         "cGF5bG9hZA==",
		"payloadFileName": "client.mobileprovision",
	}, &created))
	item := root + "/" + created.ID
	target := map[string]any{
		"@odata.type": "#microsoft.graph.groupAssignmentTarget",
		"groupId":     groupID,
	}
	must(call("POST", item+"/assign", map[string]any{
		"iOSLobAppProvisioningConfigAssignments": []any{map[string]any{"target": target}},
	}, nil))
	set := list(item + "/assignments")
	expect(len(set) == 1 && set[0].Target.GroupID == groupID, "the set is read back")

	must(call("PATCH", item, map[string]any{"displayName": "Renamed by a client"}, nil))
	var read entity
	must(call("GET", item, nil, &read))
	expect(read.DisplayName == "Renamed by a client", "the name is read back")

	must(call("DELETE", item, nil, nil))
	var refusal *azcore.ResponseError
	expect(errors.As(call("GET", item, nil, nil), &refusal), "it is gone")
	expect(refusal.StatusCode == 404 && refusal.ErrorCode == "ResourceNotFound", "as Graph says it")
}

func list(url string) []entity {
	found := []entity{}
	for url != "" {
		var next page
		must(call("GET", url, nil, &next))
		found = append(found, next.Value...)
		url = next.Next
	}
	return found
}

func call(method, url string, body, result any) error {
	request, err := runtime.NewRequest(context.Background(), method, url)
	if err != nil {
		return err
	}
	if body != nil {
		if err := runtime.MarshalAsJSON(request, body); err != nil {
			return err
		}
	}
	response, err := pipeline.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	if response.StatusCode >= http.StatusBadRequest {
		return runtime.NewResponseError(response)
	}
	if result == nil {
		return nil
	}
	return json.NewDecoder(response.Body).Decode(result)
}

func must(err error) {
	expect(err == nil, fmt.Sprint(err))
}

func expect(holds bool, what string) {
	if holds {
		return
	}
	fmt.Fprintln(os.Stderr, what)
	os.Exit(1)
}
