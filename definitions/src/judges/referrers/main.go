// Serves an empty registry that knows OCI's distribution specification 1.1, lists of referrers included.
//
// Usage: referrers ADDRESS.
package main

import (
	"fmt"
	"net/http"
	"os"

	"cuelabs.dev/go/oci/ociregistry/ocimem"
	"cuelabs.dev/go/oci/ociregistry/ociserver"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: referrers ADDRESS")
		os.Exit(2)
	}
	server := ociserver.New(ocimem.New(), nil)
	fmt.Fprintln(os.Stderr, http.ListenAndServe(os.Args[1], server))
	os.Exit(1)
}
