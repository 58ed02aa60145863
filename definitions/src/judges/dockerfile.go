package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/docker/buildx/bake"
	"github.com/moby/buildkit/client/llb"
	"github.com/moby/buildkit/client/llb/sourceresolver"
	"github.com/moby/buildkit/frontend/dockerfile/dockerfile2llb"
	"github.com/moby/buildkit/frontend/dockerfile/instructions"
	"github.com/moby/buildkit/frontend/dockerfile/parser"
	"github.com/moby/buildkit/frontend/dockerui"
	"github.com/moby/buildkit/solver/pb"
	digest "github.com/opencontainers/go-digest"
	ocispecs "github.com/opencontainers/image-spec/specs-go/v1"
)

// judgeTarget returns what is wrong with a target and its Dockerfile.
func judgeTarget(ctx context.Context, folder, name string, target *bake.Target) []string {
	path := filepath.Join(*target.Context, *target.Dockerfile)
	source, err := os.ReadFile(filepath.Join(folder, path))
	if err != nil {
		return []string{fmt.Sprintf("%s: %v", name, err)}
	}
	declared, err := globalArguments(source)
	if err != nil {
		return []string{fmt.Sprintf("%s: %s: %v", name, path, err)}
	}
	var findings []string
	if given := sortedKeys(target.Args); !slices.Equal(given, declared) {
		findings = append(findings, fmt.Sprintf("%s: gives %v, %s declares %v", name, given, path, declared))
	}
	for _, finding := range convert(ctx, source, target) {
		findings = append(findings, fmt.Sprintf("%s: %s: %s", name, path, finding))
	}
	return findings
}

func globalArguments(source []byte) ([]string, error) {
	file, err := parser.Parse(bytes.NewReader(source))
	if err != nil {
		return nil, err
	}
	_, global, err := instructions.Parse(file.AST, nil)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, command := range global {
		for _, argument := range command.Args {
			names = append(names, argument.Key)
		}
	}
	slices.Sort(names)
	return names, nil
}

// allRules, as a line before all others, makes the linter apply its experimental rules as well.
const allRules = "# check=experimental=all\n"

// convert makes LLB of a Dockerfile, all of its stages, and returns what the linter and the conversion say.
func convert(ctx context.Context, source []byte, target *bake.Target) []string {
	var findings []string
	platform := ocispecs.Platform{OS: "linux", Architecture: "amd64"}
	checked := append([]byte(allRules), source...)
	// What the newest daemon can do: the size of a tmpfs is looked up there.
	capabilities := pb.Caps.CapSet(pb.Caps.All())
	result, err := dockerfile2llb.Dockerfile2LLB(ctx, checked, dockerfile2llb.ConvertOpt{
		Config:         dockerui.Config{BuildArgs: values(target.Args), Target: *target.Target},
		LLBCaps:        &capabilities,
		MetaResolver:   anyBase{},
		TargetPlatform: &platform,
		AllStages:      true,
		Warn: func(rule, description, url, message string, location []parser.Range) {
			findings = append(findings, fmt.Sprintf("line %d: %s: %s", lineOf(location), rule, message))
		},
	})
	if err == nil {
		_, err = result.State.Marshal(ctx, llb.Platform(platform))
	}
	if err != nil {
		findings = append(findings, err.Error())
	}
	return findings
}

func values(arguments map[string]*string) map[string]string {
	values := map[string]string{}
	for name, value := range arguments {
		values[name] = *value
	}
	return values
}

// lineOf returns a line of the Dockerfile as it is without the line before it; 0 if it is the whole of it.
func lineOf(location []parser.Range) int {
	if len(location) == 0 {
		return 0
	}
	return location[0].Start.Line - 1
}

// anyBase stands in for registries: whatever a stage starts from is an image for amd64 with nothing but a path.
type anyBase struct{}

func (anyBase) ResolveImageConfig(
	_ context.Context, reference string, _ sourceresolver.Opt) (string, digest.Digest, []byte, error) {
	config := `{"architecture": "amd64", "os": "linux", "config": {"Env": ["PATH=/usr/bin:/bin"]}}`
	return reference, digest.FromString(reference), []byte(config), nil
}
