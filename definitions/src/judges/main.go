// Judges a folder of generated images as buildx and BuildKit would, and builds nothing:
//
//   - every group of docker-bake.json resolves, and the default one has every target;
//   - a target gives its Dockerfile exactly the arguments that are declared there;
//   - the Dockerfile parses, BuildKit's linter says nothing about it, its experimental rules included, and with the
//     target's arguments it converts to LLB.
//
// Usage: judges FOLDER. Prints a finding a line. Exits with 0 if there is none, with 1 if there are some, and with 2 if
// there is nothing to judge.
package main

import (
	"context"
	"fmt"
	"os"
)

func main() {
	if len(os.Args) != 2 {
		fail("usage: judges FOLDER")
	}
	findings, err := judge(context.Background(), os.Args[1])
	if err != nil {
		fail(err.Error())
	}
	for _, finding := range findings {
		fmt.Println(finding)
	}
	if len(findings) > 0 {
		os.Exit(1)
	}
}

func fail(message string) {
	fmt.Fprintln(os.Stderr, "judges:", message)
	os.Exit(2)
}

func judge(ctx context.Context, folder string) ([]string, error) {
	file, err := readBakeFile(folder)
	if err != nil {
		return nil, err
	}
	targets, findings := resolve(ctx, file)
	for _, name := range sortedKeys(targets) {
		findings = append(findings, judgeTarget(ctx, folder, name, targets[name])...)
	}
	return findings, nil
}
