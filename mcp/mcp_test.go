package mcp

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"chancery"
)

type small struct {
	chancery.Asker
	asked chancery.Query
}

func (s *small) Find(_ context.Context, q chancery.Query) (chancery.Page, error) {
	s.asked = q
	return chancery.Page{Total: 1, Entries: []chancery.Entry{{ID: "e1", Kind: chancery.AnEvent, Type: "CONSULT", Snippet: "The two ministers met at dawn."}}}, nil
}

func (s *small) Entry(_ context.Context, id string) (*chancery.Entry, error) {
	return nil, chancery.ErrNotFound
}

func (s *small) Agenda(_ context.Context, on, until string) (*chancery.Agenda, error) {
	return &chancery.Agenda{On: on, Until: until}, nil
}

// TestClient asks as an assistant's program would, with the SDK's own client.
func TestClient(t *testing.T) {
	ctx := context.Background()
	archive := &small{}
	now := func() time.Time { return time.Date(2026, 2, 20, 8, 0, 0, 0, time.UTC) }
	here, there := sdk.NewInMemoryTransports()
	serving, err := Server(archive, "1", now).Connect(ctx, here, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer serving.Close()
	client, err := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).Connect(ctx, there, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()

	tools, err := client.ListTools(ctx, nil)
	if err != nil || len(tools.Tools) != 7 {
		t.Fatalf("%d tools, %v", len(tools.Tools), err)
	}
	call := func(name string, args map[string]any) (*sdk.CallToolResult, string) {
		t.Helper()
		result, err := client.CallTool(ctx, &sdk.CallToolParams{Name: name, Arguments: args})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		text, err := json.Marshal(result)
		if err != nil {
			t.Fatal(err)
		}
		return result, string(text)
	}
	if r, text := call("find_entries", map[string]any{"text": "ministers", "pair": []string{"USA", "PRK"}}); r.IsError || !strings.Contains(text, "met at dawn") {
		t.Errorf("find_entries: %s", text)
	}
	if archive.asked.Pair != [2]string{"PRK", "USA"} || archive.asked.Limit != usualEntries {
		t.Errorf("asked %+v", archive.asked)
	}
	if r, text := call("show_entry", map[string]any{"id": "nothing"}); !r.IsError || !strings.Contains(text, `no entry \"nothing\" is on record`) &&
		!strings.Contains(text, "no entry") {
		t.Errorf("show_entry: %s", text)
	}
	if _, text := call("agenda", map[string]any{}); !strings.Contains(text, "2026-02-20") || !strings.Contains(text, "2026-03-22") {
		t.Errorf("agenda: %s", text)
	}
	if r, text := call("find_entries", map[string]any{"pair": []string{"USA"}}); !r.IsError {
		t.Errorf("half a pair: %s", text)
	}
}
