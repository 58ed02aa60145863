package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"

	"github.com/docker/buildx/bake"
)

const bakeFile = "docker-bake.json"

func readBakeFile(folder string) (bake.File, error) {
	data, err := os.ReadFile(filepath.Join(folder, bakeFile))
	return bake.File{Name: bakeFile, Data: data}, err
}

// resolve returns the targets of the default group by name, and what is wrong with the file.
func resolve(ctx context.Context, file bake.File) (map[string]*bake.Target, []string) {
	config, _, err := bake.ParseFiles([]bake.File{file}, nil, nil)
	if err != nil {
		return nil, []string{fmt.Sprintf("%s: %v", bakeFile, err)}
	}
	targets, err := resolveGroup(ctx, file, "default")
	if err != nil {
		return nil, []string{err.Error()}
	}
	var findings []string
	for _, group := range config.Groups {
		if _, err := resolveGroup(ctx, file, group.Name); err != nil {
			findings = append(findings, err.Error())
		}
	}
	for _, target := range config.Targets {
		if targets[target.Name] == nil {
			findings = append(findings, fmt.Sprintf("%s: target %s is not in group default", bakeFile, target.Name))
		}
	}
	return targets, findings
}

func resolveGroup(ctx context.Context, file bake.File, group string) (map[string]*bake.Target, error) {
	targets, _, err := bake.ReadTargets(
		ctx, []bake.File{file}, []string{group}, nil, nil, nil, &bake.EntitlementConf{})
	if err != nil {
		return nil, fmt.Errorf("%s: group %s: %w", bakeFile, group, err)
	}
	return targets, nil
}

func sortedKeys[V any](entries map[string]V) []string {
	return slices.Sorted(maps.Keys(entries))
}
